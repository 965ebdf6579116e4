import type { Decision } from './decision.ts'
import type { Target } from './plan.ts'

/** May the actor give this command, and to which targets? Each with the rule that says so. */
export type May = {
  /** As typed: `/ec2 stop`. */
  readonly command: string
  /** Where the command has no targets or none was named; absent where something may be allowed that has to be named. */
  readonly inGeneral: Decision | undefined
  readonly targets: readonly { readonly target: Target; readonly decision: Decision }[]
}

export type MayAsk = (words: readonly string[]) => Promise<May>
