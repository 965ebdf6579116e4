import type { Acted, Seen } from './acted.ts'
import type { Knowledge } from './asking/topic.ts'
import type { Assistant } from './assistant.ts'
import type { AuditReader } from './audit.ts'
import type { Change } from './change.ts'
import type { ChangeReader } from './changes.ts'
import type { InstanceChanger } from './ec2/changer.ts'
import type { InstanceEvidence } from './ec2/evidence.ts'
import type { Instance } from './ec2/instance.ts'
import type { InstanceReader } from './ec2/instances.ts'
import type { SurroundingsReader } from './ec2/surroundings.ts'
import type { FollowRequest } from './following.ts'
import type { PayloadForm } from './form.ts'
import type { FunctionCaller } from './lambda/caller.ts'
import type { FunctionChanger } from './lambda/changer.ts'
import type { LambdaFunction } from './lambda/function.ts'
import type { FunctionReader } from './lambda/functions.ts'
import type { FunctionRules } from './lambda/rules.ts'
import type { MayAsk, WhyNotChange } from './may.ts'
import type { ArgumentsOf, Parameters } from './parameter.ts'
import type { PauseSwitch } from './pause.ts'
import type { Person } from './people.ts'
import type { Account, Place, PlaceFailure } from './place.ts'
import type { Plan, Step, Target } from './plan.ts'
import type { PriceReader } from './prices.ts'
import type { Taken } from './taken.ts'
import type { Action, View } from './view.ts'

type Definition = {
  /** What a person types, from the slash command on: `['ec2', 'list']`. */
  readonly words: readonly [string, ...string[]]
  /** One line, from a capital letter on, without a full stop. */
  readonly about: string
  /** Arguments that show it best, as typed after the command's words. */
  readonly examples: readonly string[]
  readonly parameters: Parameters
}

type Values = Readonly<Record<string, unknown>>

/** A command as the spine and the help see it. */
export type Command = ReadCommand | SwitchCommand | ChangeCommand

export type ReadCommand = Definition & {
  readonly kind: 'read'
  readonly effect: 'read' | 'sensitive'
  /** The IAM actions that a run may call, and none besides. */
  readonly aws: { readonly read: readonly string[] }
  /** What is typed after it is one text, as it is: with its quotes, braces and lines. */
  readonly takesText?: true
  run(values: Values, ports: ReadPorts): Promise<View>
  /** Where the words ask for an answer that goes on by itself, or for its end. `begunAt` stays the same after a restart. */
  follow?(values: Values, asked: { readonly scope: Scope; readonly begunAt: number }): FollowRequest | undefined
}

/** Turns something of Windlass's own on or off, at once. Touches no account. */
export type SwitchCommand = Definition & {
  readonly kind: 'switch'
  readonly effect: 'change'
  readonly aws: { readonly read: readonly [] }
  run(values: Values, ports: SwitchPorts): Promise<View>
}

/** Changes something at AWS: planned, decided, rehearsed, confirmed, then done step by step and followed to its end. */
export type ChangeCommand = Definition & {
  readonly kind: 'change'
  readonly effect: 'change'
  /**
   * The IAM actions that a plan reads with, and those that a step may call, and none besides. `beside`: what the role
   * needs for AWS to do it, without Windlass calling it.
   */
  readonly aws: {
    readonly read: readonly string[]
    readonly change: readonly string[]
    readonly beside?: readonly string[]
  }
  /** What may be done where it is not known whether a step happened: do it again, or ask a person. */
  readonly repeat: 'safe' | 'never'
  /** True where it cannot be taken back: then the confirmation is typed, whatever the environment. */
  readonly isFinal: boolean
  /** It only restores what was there before: a button confirms it in production too. */
  readonly isRestoring?: true
  readonly wording: Wording
  /** How long targets usually take, and after how long Windlass stops looking by itself. */
  readonly takesMs: { readonly usually: number; readonly atMost: number }
  plan(values: Values, ports: PlanPorts): Promise<Plan | Unfilled>
  /** One step. The same call rehearses it: the ports then ask AWS whether it would. */
  apply(step: Step, target: Target, ports: ChangePorts): Promise<Acted>
  /** What has become of these targets, by their ids. */
  look(steps: readonly PlannedStep[], ports: LookPorts): Promise<ReadonlyMap<string, Seen>>
  /**
   * Where it is there, its outcome is the requester's alone: it is done at once, without a card to follow, needs a
   * confirmation only in production and where a tag or a rule asks for one, and this makes the answer.
   */
  answer?(change: Change, ports: AnswerPorts): Promise<View>
  /** What can be done about it while it is followed and after its end, before anything else. */
  offers?(change: Change): readonly Action[]
  /** The words that take it back for these targets, where there are any. */
  undo?(targets: readonly Target[]): readonly string[]
}

/** `Stop 2 instances`, `Stopping 2 instances`, `Stopped 2 of 2 instances`. */
type Wording = {
  readonly ask: string
  readonly doing: string
  readonly done: string
  readonly noun: string
  /** Where it is a part that is changed, what stands before the name of the whole: `the environment of`. */
  readonly part?: string
}

/** A step with the target it changes and when AWS accepted it. */
export type PlannedStep = { readonly step: Step; readonly target: Target; readonly acceptedAt: number | undefined }

export type PlanPorts = {
  readonly ec2: InstanceReader & SurroundingsReader
  readonly lambda: FunctionReader
  /** What makes a function's payload: its form and its presets, by its tags and by windlass.yaml. */
  readonly functionRules: FunctionRules
  /** The same for a function, with its tags. */
  readonly functionTarget: (found: LambdaFunction, tags: ReadonlyMap<string, string>) => Target
  /** What the person called this function with last, by its ARN; scrubbed. */
  readonly lastPayload: (arn: string) => Promise<string | undefined>
  /** The target that an instance is, with owner, environment and whether it is production. */
  targetOf(instance: Instance): Target
  /** More than these are not looked into: the plan would be refused. */
  readonly mostTargets: number
  /** By other changes, for the caps of shares. */
  readonly taken: readonly Taken[]
  /** Milliseconds since 1970. */
  readonly now: number
}

export type LookPorts = { readonly ec2: InstanceReader; readonly lambda: FunctionReader; readonly now: number }

/** What one step may touch: its own call, with credentials for nothing else. */
type ChangePorts = { readonly ec2: InstanceChanger; readonly lambda: FunctionCaller & FunctionChanger }

/** What an answer may read besides the change itself: nothing, where it is only shown once more. */
export type AnswerPorts = { readonly lambda?: FunctionReader; readonly now: number }

/** What has to be filled in before there is anything to plan. */
export type Unfilled = {
  readonly asks: PayloadForm
  readonly target: Target
  /** The command as it is to be run with what is filled in. */
  readonly words: readonly string[]
}

export type SwitchPorts = { readonly pause: PauseSwitch; readonly scope: Scope }

/** All that reading may touch: nothing in it can change anything. */
export type ReadPorts = {
  readonly ec2: InstanceReader
  readonly lambda: FunctionReader
  /** What may say why an instance or a function is as it is. */
  readonly evidence: InstanceEvidence
  readonly prices: PriceReader
  /** Where a language model is set up. */
  readonly assistant: Assistant | undefined
  readonly changes: ChangeReader
  readonly audit: AuditReader
  /** May the actor do this? Asks nothing of AWS but what the targets are. */
  readonly may: MayAsk
  /** For what is offered on one target. */
  readonly whyNotChange: WhyNotChange
  /** Loaded by the first question. */
  knowledge(): Promise<Knowledge>
  readonly scope: Scope
}

/** Who asks, where, and what is theirs to see. */
export type Scope = {
  readonly actor: Person
  /** Every configured account. */
  readonly accounts: readonly Account[]
  /** What was asked for: this command's places, also those where the actor may not read. */
  readonly places: readonly Place[]
  /** Places that could not be looked in when the targets were looked up. */
  readonly missing: readonly PlaceFailure[]
  /** The commands that the actor may run. */
  readonly commands: readonly Command[]
  /** What the actor may do, in words. */
  readonly rights: readonly string[]
  readonly tagKeys: TagKeys
  /** The organisation's, by its IANA name. */
  readonly timeZone: string
  /** The topic that the same conversation was about, by its id. */
  readonly before: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** Resolves once everything else that waits has had its turn: for work that would hold it for more than some ms. */
  breathe(): Promise<void>
  /** The words of this very command, some flags changed; `undefined` takes a flag away. */
  again(flags: Readonly<Record<string, string | undefined>>): string[]
}

/** Which tags say who owns an instance and what it is for. */
export type TagKeys = { readonly owner: string; readonly environment: string }

/** A command that only reads: its `run` is handed ports that cannot change anything. */
export function readCommand<P extends Parameters>(
  definition: Definition & {
    readonly effect?: 'read' | 'sensitive'
    readonly aws: ReadCommand['aws']
    readonly takesText?: true
    readonly parameters: P
    run(values: ArgumentsOf<P>, ports: ReadPorts): Promise<View>
    follow?(
      values: ArgumentsOf<P>,
      asked: { readonly scope: Scope; readonly begunAt: number },
    ): FollowRequest | undefined
  },
): ReadCommand {
  return {
    kind: 'read',
    effect: 'read',
    ...definition,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts and spine/resolve.ts made the values by these very parameters
    run: (values, ports) => definition.run(values as ArgumentsOf<P>, ports),
    // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
    follow: (values, asked) => definition.follow?.(values as ArgumentsOf<P>, asked),
  }
}

/** A command that turns something of Windlass's own on or off. */
export function switchCommand<P extends Parameters>(
  definition: Definition & {
    readonly parameters: P
    run(values: ArgumentsOf<P>, ports: SwitchPorts): Promise<View>
  },
): SwitchCommand {
  return {
    kind: 'switch',
    effect: 'change',
    aws: { read: [] },
    ...definition,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
    run: (values, ports) => definition.run(values as ArgumentsOf<P>, ports),
  }
}

/** A command that changes something at AWS: its `plan` can only read, its `apply` only do the one step it is given. */
export function changeCommand<P extends Parameters>(
  definition: Omit<ChangeCommand, 'kind' | 'effect' | 'plan' | 'parameters'> & {
    readonly parameters: P
    plan(values: ArgumentsOf<P>, ports: PlanPorts): Promise<Plan | Unfilled>
  },
): ChangeCommand {
  return {
    kind: 'change',
    effect: 'change',
    ...definition,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
    plan: (values, ports) => definition.plan(values as ArgumentsOf<P>, ports),
  }
}

/** `/ec2 list`, as a person types it. */
export function typedName({ words }: Pick<Command, 'words'>): string {
  return `/${words.join(' ')}`
}
