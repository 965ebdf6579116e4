import type { Text } from '../text.ts'
import type { Affected } from './affected.ts'

/** One fact about one instance. Those with the same key are said in one sentence, with what they add up to. */
export type Finding = {
  readonly key: string
  /** What follows the names: `loses its public address …`. */
  readonly says: (all: readonly Affected[]) => Text | string
}
