import type { Decision } from './decision.ts'
import type { Instance } from './ec2/instance.ts'
import type { LambdaFunction } from './lambda/function.ts'
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
  /** Why it is not told here, whoever asks: ends a sentence. */
  readonly withheld?: string
}

export type MayAsk = (words: readonly string[]) => Promise<May>

/** What is known of an instance or a function before anything is asked of AWS. */
export type KnownTarget = Instance | { readonly function: LambdaFunction; readonly tags: ReadonlyMap<string, string> }

/**
 * Why the actor may not change this with that command, in a sentence; nothing where they may, or where it changes
 * nothing. By the policy and by what is configured: AWS is not asked.
 */
export type WhyNotChange = (words: readonly string[], target: KnownTarget) => string | undefined
