import { createHash } from 'node:crypto'
import { type Canonical, canonicalJson } from './canonical-json.ts'
import type { Share } from './caps.ts'
import type { Limits } from './lambda/call.ts'
import type { Place } from './place.ts'
import type { Text } from './text.ts'

/** One thing that a step changes, as it was when it was planned. */
export type Target = {
  readonly kind: 'instance' | 'function'
  /** An instance's id, a function's ARN. */
  readonly id: string
  readonly place: Place
  /** What a person calls it; its id where it has no name. */
  readonly name: string
  readonly owner: string | undefined
  readonly environment: string | undefined
  /** Its account's environment or its environment tag says so. */
  readonly isProduction: boolean
  readonly state: string
  /** An instance's type, a function's runtime. */
  readonly type: string
  readonly tags: Readonly<Record<string, string>>
}

/** One call on one target. */
export type Step = {
  readonly target: string
  /** The IAM action, like `ec2:StopInstances`. */
  readonly action: string
  readonly input: Readonly<Record<string, Canonical>>
  /** What the target must be like for the step to make sense. */
  readonly precondition: Readonly<Record<string, Canonical>>
}

/** What would happen, and to what. Made by reading alone. */
export type Plan = {
  readonly words: readonly string[]
  /** The values that it was planned with, but for its targets: planned again, they give the same steps. */
  readonly parameters: Readonly<Record<string, Canonical>>
  /** In the order of the steps: the first step is the first target's. */
  readonly targets: readonly Target[]
  readonly steps: readonly Step[]
  /** Left out, and why: `already stopped`. */
  readonly skipped: readonly { readonly target: Target; readonly reason: string }[]
  /** What changes in words, from what to what, where the command's name does not say it. */
  readonly summary?: Text
  /** The words that take it back, and what they do, where the targets alone do not say it. Shown, not hashed. */
  readonly undo?: { readonly label: string; readonly words: readonly string[] }
  /** It ends what works now: said yes to with a red button. Shown, not hashed. */
  readonly stops?: true
  /** Of a call, for what is said of its answer; not hashed: other limits do not make it another call. */
  readonly limits?: Limits
  /** What comes with it, the gravest first. */
  readonly impact: readonly Text[]
  /** What could not be found out, each a whole sentence. */
  readonly unread: readonly string[]
  /** What it takes out of groups and environments, for the caps; empty for what takes nothing out. */
  readonly takes: {
    readonly groups: readonly Share[]
    readonly environments: readonly Share[]
    /** What could not be counted, each a whole sentence: a share that is not known is not within a cap. */
    readonly uncounted: readonly string[]
  }
  /** US dollars an hour; absent where a price is not known. */
  readonly cost: { readonly before: number; readonly after: number } | undefined
}

/**
 * Equal for plans that do the same to the same things in the same condition. Costs, ages and wording are shown and not
 * hashed: they may change while somebody reads. So may a name, and with it the order of the steps.
 */
export function planHash({ words, parameters, targets, steps }: Plan): string {
  const things = targets.map(({ id, place, environment = null, isProduction }) => {
    return { id, account: place.accountId, region: place.region, environment, isProduction }
  })
  const hashed = {
    words,
    parameters,
    targets: things.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    steps: steps.toSorted((one, other) => (one.target < other.target ? -1 : 1)),
  }
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex')
}
