import type { Knowledge } from '../core/asking/topic.ts'
import type { ChangeRules } from '../core/change-rules.ts'
import type { ChangeStore } from '../core/change-store.ts'
import type { TagKeys } from '../core/command.ts'
import type { Policy } from '../core/decision.ts'
import type { InstanceChanger } from '../core/ec2/changer.ts'
import type { InstanceEvidence } from '../core/ec2/evidence.ts'
import type { InstanceReader } from '../core/ec2/instances.ts'
import type { SurroundingsReader } from '../core/ec2/surroundings.ts'
import type { FunctionCaller } from '../core/lambda/caller.ts'
import type { FunctionChanger } from '../core/lambda/changer.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import type { FunctionRules } from '../core/lambda/rules.ts'
import type { Log } from '../core/log.ts'
import type { Files } from '../core/message-payload.ts'
import type { LanguageModel, ModelLimits, ModelUsageStore } from '../core/model.ts'
import type { Outbox } from '../core/outbox.ts'
import type { Channels, Groups, People } from '../core/people.ts'
import type { Account } from '../core/place.ts'
import type { PriceReader } from '../core/prices.ts'
import type { Registry } from '../core/registry.ts'
import type { Store } from '../core/store.ts'
import type { System } from '../core/system.ts'
import type { Followings } from './followings.ts'

/** What the stages act through. `app.ts` makes the only one. */
export type SpinePorts = {
  readonly store: Store & ChangeStore & ModelUsageStore
  readonly slack: {
    readonly outbox: Outbox
    readonly people: People
    readonly channels: Channels
    readonly groups: Groups
    readonly files: Files
  }
  readonly aws: AwsPorts
  readonly product: Product
  /** Resolves once it is loaded. */
  knowledge(): Promise<Knowledge>
  readonly system: System
  /** Aborted when Windlass is asked to stop: what would take long gives way, so that its answer is still told. */
  readonly stopping: AbortSignal
  /** Aborted when the store is about to close: what is still under way is left for the next start. */
  readonly stopped: AbortSignal
  readonly log: Log
  /** Changes that are being done within a request, by id: only a restart may find them interrupted. */
  readonly atWork: Set<string>
  /** What is being followed for somebody. */
  readonly followings: Followings
  /** Says that jobs were written, so that they begin at once. */
  wakeWorker(): void
}

type AwsPorts = {
  /** Readers are bound to one person: their session, their role. */
  readerFor(person: { readonly team: string; readonly user: string }): InstanceReader & SurroundingsReader
  functionsFor(person: { readonly team: string; readonly user: string }): FunctionReader
  evidenceFor(person: { readonly team: string; readonly user: string }): InstanceEvidence
  pricesFor(person: { readonly team: string; readonly user: string }): PriceReader
  /** Nothing where no language model is set up. */
  modelFor(person: { readonly team: string; readonly user: string }): LanguageModel | undefined
  /** Changers are bound to one change of one person, and make new credentials for every call. */
  changerFor(use: ChangerUse): InstanceChanger
  /** The same for calling functions and for changing them. */
  callerFor(use: ChangerUse): FunctionCaller & FunctionChanger
}

export type ChangerUse = {
  readonly requester: { readonly team: string; readonly user: string }
  /** The change's id, for AWS's own record. */
  readonly change: string
  /** Only asks AWS whether it would. */
  readonly isRehearsal: boolean
}

/** What this Windlass is for: set at start and never changed. */
export type Product = {
  readonly registry: Registry
  readonly policy: Policy
  readonly accounts: readonly Account[]
  readonly tagKeys: TagKeys
  /** Environments that count as production. */
  readonly production: readonly string[]
  readonly changes: ChangeRules
  readonly functions: FunctionRules
  /** Where a language model is set up. */
  readonly model: ModelLimits | undefined
  readonly timeZone: string
  /** The one workspace, by its immutable id. */
  readonly workspace: { readonly team: string }
}
