import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  FunctionUrlConfig,
} from '@aws-sdk/client-lambda'
import type { Reported } from './report.ts'

export type SimulatedFunction = {
  readonly name: string
  /** Without a version. */
  readonly arn: string
  readonly account: string
  latest: Version
  /** Oldest first. */
  readonly published: Version[]
  readonly aliases: Alias[]
  readonly tags: ReadonlyMap<string, string>
  /** Who may invoke it, beside what their own policies say. */
  readonly policy: readonly PolicyStatement[]
  readonly url: FunctionUrlConfig | undefined
  /** Reserved concurrency. */
  reserved: number | undefined
  provisioned: readonly Provisioned[]
  /** How often Lambda tries again what was asked asynchronously and failed. */
  readonly retries: number
  readonly traffic: Traffic | undefined
}

export type Version = {
  /** `$LATEST` or a number. */
  readonly name: string
  readonly configuration: Configuration
  readonly code: Code
  /** When the last change of it was asked for, and what goes on until that holds. */
  readonly updatedAt: number
  readonly before: Version | undefined
  /** `Pending` until then. */
  readonly activeAt: number
}

/** What Lambda says of it, but for what depends on the time. */
export type Configuration = FunctionConfiguration & {
  readonly MemorySize: number
  readonly Timeout: number
  readonly RevisionId: string
}

export type Code = {
  /** JavaScript that sets `exports.handler`, whatever runtime it is said to need. */
  readonly source: string
  /** What a cold start takes beside starting the worker: a heavy library, a connection. */
  readonly initMs: number
  readonly manner: Manner
}

/** How invocations go that others make: nobody runs those, they are only told of in metrics and logs. */
export type Manner = {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly memoryMb: number
  /** One line each; `{id}` is another each time. */
  readonly says: readonly string[]
  readonly failing?: { readonly share: number; readonly type: string; readonly message: string }
  /** What is written of each instead, as other runtimes and the JSON format have it. */
  readonly writes?: (reported: Reported) => readonly Line[]
  /** How they went before that, until then. */
  readonly earlier?: { readonly until: number; readonly manner: Manner }
}

export type Alias = AliasConfiguration & {
  readonly Name: string
  readonly FunctionVersion: string
  readonly RevisionId: string
}

export type PolicyStatement = Readonly<Record<string, unknown>> & { readonly Sid: string }

export type Provisioned = {
  /** An alias or a version. */
  readonly qualifier: string
  readonly requested: number
  readonly asked: number
  readonly readyAt: number
}

export type Load = { readonly perHour: number } | { readonly perMinute: number } | { readonly everyMinutes: number }

export type Traffic = {
  /** When the world began; a day before it is known too. */
  readonly since: number
  /** So many at the busiest hour, in every minute alike, or one every so many minutes. */
  readonly load: Load
  /** The alias that they name. */
  readonly alias?: string
  /** Ends while the event source mapping that brings it is off. */
  readonly mapping?: string
  /** How many at once it would take; with fewer reserved, or in the account at all, the rest is throttled. */
  readonly needs?: number
}

export type Mapping = {
  readonly id: string
  readonly functionArn: string
  readonly configuration: EventSourceMappingConfiguration
  isEnabled: boolean
  /** `Enabling` or `Disabling` until then. */
  settledAt: number
}

export type Run = {
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly version: string
  readonly alias: string | undefined
  readonly durationMs: number
  readonly isError: boolean
  readonly stream: string
  lines(): readonly Line[]
}

export type Line = { readonly at: number; readonly message: string }

/** `atOnce`: how many ran then, where that was what is reserved. */
export type Throttle = { readonly at: number; readonly alias: string | undefined; readonly atOnce?: number }
