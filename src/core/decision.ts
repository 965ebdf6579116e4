import type { Canonical } from './canonical-json.ts'
import type { Surface } from './delivery.ts'
import type { Place } from './place.ts'
import type { Target } from './plan.ts'

/** `sensitive` reads show what was said and done: logs, console output, the audit. */
export type Effect = 'read' | 'sensitive' | 'change'

/** Who asks, with every group that counts: names from windlass.yaml, and ids of Slack's user groups. */
export type Principal = { readonly team: string; readonly user: string; readonly groups: readonly string[] }

/** A place that is read in, or a target that is to be changed; absent for what touches no account, like help. */
export type Resource =
  | {
      readonly kind: 'place'
      readonly place: Place
      readonly environment: string | undefined
      readonly isProduction: boolean
    }
  | { readonly kind: 'target'; readonly target: Target }

export type Circumstances = {
  readonly channel: string
  readonly surface: Surface
  /** Milliseconds since 1970. */
  readonly now: number
  /** How many targets the command has. */
  readonly count: number
  /** US dollars an hour more (or less, negative); absent where it is not known or nothing changes. */
  readonly costChange: number | undefined
  /** What a function is called with; absent for everything else. */
  readonly payload?: Canonical
}

export type Question = {
  readonly principal: Principal
  /** `ec2 stop`: the words of the command. */
  readonly action: { readonly name: string; readonly effect: Effect }
  readonly resource: Resource | undefined
  readonly context: Circumstances
}

/** The name of what decides where nothing permits it. */
export const noRuleName = 'no-rule'

/** The rule that decided: its name, and where it is written. */
export type Rule = { readonly name: string; readonly where: string | undefined }

/** A third answer, `ask`, has its place here: who else must say yes. */
export type Decision =
  /** `confirms`: a rule that allows it wants it confirmed. */
  | { readonly answer: 'allow'; readonly rule: Rule; readonly confirms?: true }
  /** `reason` is a whole sentence for the person. */
  | { readonly answer: 'deny'; readonly rule: Rule; readonly reason: string }

export type Policy = {
  /** Never throws: what cannot be evaluated is a no. */
  decide(question: Question): Decision
  /** The denial where the answer is no whatever the target and the circumstances are; nothing where it depends on them. */
  findBar(asked: Pick<Question, 'principal' | 'action'>): Decision | undefined
  /** Whether the answer is yes whatever they are: for what is offered. What is done is decided. */
  isOpen(asked: Pick<Question, 'principal' | 'action'>): boolean
  /** Whether any rule speaks of a payload: then nothing is decided before there is one. */
  readonly readsPayload: boolean
}
