import type { Caps } from './caps.ts'
import type { Freeze } from './freeze.ts'
import type { ReasonRule } from './reason.ts'

/** What an administrator sets for every change, whoever makes it. */
export type ChangeRules = {
  readonly caps: Caps
  readonly reason: ReasonRule
  readonly freezes: readonly Freeze[]
  /** How long a proposed change waits for its confirmation. */
  readonly expireAfterMs: number
}
