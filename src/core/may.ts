import type { Decision } from './decision.ts'
import type { Place } from './place.ts'
import type { Target } from './plan.ts'

/** May the actor give this command, and to which targets? Each with the rule that says so. */
export type May = {
  /** `/ec2 stop`. */
  readonly command: string
  /** All that was asked about, as it would be given. */
  readonly words: readonly string[]
  /** Where the command has no targets or none was named; absent where it depends on what is named. */
  readonly inGeneral: Decision | undefined
  /** Of a command that may be given, where it reads nothing all the same. */
  readonly except: readonly Place[]
  readonly targets: readonly { readonly target: Target; readonly decision: Decision }[]
}

export type MayAsk = (words: readonly string[]) => Promise<May>
