import type { TagKeys } from '../core/command.ts'
import type { Policy } from '../core/decision.ts'
import type { InstanceReader } from '../core/ec2/instances.ts'
import type { Log } from '../core/log.ts'
import type { Outbox } from '../core/outbox.ts'
import type { Channels, People } from '../core/people.ts'
import type { Account } from '../core/place.ts'
import type { Registry } from '../core/registry.ts'
import type { Store } from '../core/store.ts'
import type { System } from '../core/system.ts'

/** What the stages act through. `app.ts` makes the only one. */
export type SpinePorts = {
  readonly store: Store
  readonly slack: { readonly outbox: Outbox; readonly people: People; readonly channels: Channels }
  /** Readers are bound to one person: their session, their role. */
  readonly aws: { readerFor(person: { readonly team: string; readonly user: string }): InstanceReader }
  readonly product: Product
  readonly system: System
  /** Aborted when the store is about to close: what is still under way is left for the next start. */
  readonly stopped: AbortSignal
  readonly log: Log
}

/** What this Windlass is for: set at start and never changed. */
export type Product = {
  readonly registry: Registry
  readonly policy: Policy
  readonly accounts: readonly Account[]
  readonly tagKeys: TagKeys
  /** The one workspace, by its immutable id. */
  readonly workspace: { readonly team: string }
}
