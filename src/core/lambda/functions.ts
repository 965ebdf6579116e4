import type { Place, PlaceFailure } from '../place.ts'
import type { CallCounts, FunctionDetails, LambdaFunction, LastUpdate } from './function.ts'

export type FunctionQuery = {
  readonly places: readonly Place[]
  /** Names or ARNs, wildcards allowed; every function where there is none. */
  readonly names: readonly string[]
  readonly runtimes: readonly string[]
}

export type FoundFunctions = {
  readonly functions: readonly LambdaFunction[]
  readonly failures: readonly PlaceFailure[]
}

/** What is asked of a function before something is done with it. */
export type FunctionAtHand = {
  readonly function: LambdaFunction
  readonly tags: ReadonlyMap<string, string>
  /** `Active`, `Pending`, `Inactive`, `Failed`. */
  readonly state: string | undefined
  readonly lastUpdate: LastUpdate | undefined
  /** Changes whenever its code or configuration does. */
  readonly revision: string | undefined
}

/** The variables of the newest code, their values sealed. */
export type SealedEnvironment = {
  readonly variables: Readonly<Record<string, string>>
  readonly revision: string
}

/** Two versions behind one alias, over the same time. */
export type VersionQuery = {
  readonly function: LambdaFunction
  readonly alias: string
  readonly versions: readonly string[]
  readonly stretch: Stretch
}

/** What became of the calls that an alias sent to one version. */
export type VersionCounts = {
  readonly version: string
  readonly calls: number
  readonly errors: number
  /** Of the slowest twentieth; absent where there was no call. */
  readonly p95Ms: number | undefined
}

/** Milliseconds since 1970. */
export type Stretch = { readonly from: number; readonly until: number }

/** One call as its log tells it: its lines, and what the REPORT line says. */
export type LoggedCall = {
  readonly requestId: string
  readonly at: number
  readonly lines: readonly LogLine[]
  readonly report: Report | undefined
  readonly isFailed: boolean
  /** How it failed, where its lines say so. */
  readonly failure: CallFailure | undefined
  /** How long its environment had started when Lambda gave that up, and began anew within the call; only where it did. */
  readonly initTimedOutMs?: number
}

export type CallFailure = 'timeout' | 'memory' | 'exit' | 'error'

export type LogLine = {
  readonly at: number
  readonly text: string
  /** The log stream: one environment, so that calls in it come one after the other. */
  readonly stream?: string
}

export type Report = {
  readonly durationMs: number
  readonly billedMs: number
  readonly memoryMb: number
  readonly usedMb: number
  /** Only of a cold start. */
  readonly initMs: number | undefined
  /** Lambda's own word for how the call failed; only where it says one. */
  readonly errorType?: string
}

export type LogQuery = {
  readonly function: LambdaFunction
  readonly stretch: Stretch
  /** CloudWatch's own filter pattern. */
  readonly pattern: string | undefined
  /** The newest so many lines. */
  readonly lines: number
}

export type FoundLogs = {
  readonly lines: readonly LogLine[]
  /** More lines than were asked for fit. */
  readonly isCut: boolean
}

/** One measured line over time; a value is absent where AWS has none. */
type Series = { readonly name: string; readonly values: readonly (number | undefined)[] }

export type Measured = {
  /** Where each value begins. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
}

export type MetricQuery = {
  readonly function: LambdaFunction
  readonly stretch: Stretch
  readonly periodSeconds: number
}

/** Reading functions with one person's own credentials. Places are asked at once; a place that fails does not spoil the rest. */
export type FunctionReader = {
  /** One function as it is now, with its tags; with a qualifier, that version or alias. Throws a UserError where it cannot be read. */
  readFunction(found: LambdaFunction, qualifier?: string): Promise<FunctionAtHand>
  findFunctions(query: FunctionQuery): Promise<FoundFunctions>
  /** Everything about one function. Throws a UserError where even the function itself cannot be read. */
  describeFunction(found: LambdaFunction): Promise<FunctionDetails>
  /** Calls, errors and throttles of each in that stretch, by ARN; functions of places that could not be read are missing. */
  countCalls(
    functions: readonly LambdaFunction[],
    stretch: Stretch,
  ): Promise<{
    readonly counts: ReadonlyMap<string, CallCounts>
    readonly failures: readonly PlaceFailure[]
  }>
  /** Throws a UserError where they cannot be read; a function that never ran has none. */
  findLogs(query: LogQuery): Promise<FoundLogs>
  /** Throws a UserError where it cannot be read, or where Lambda could not decrypt it. */
  readEnvironment(found: LambdaFunction): Promise<SealedEnvironment>
  /** In the order asked for. Throws a UserError where they cannot be read. */
  compareVersions(query: VersionQuery): Promise<readonly VersionCounts[]>
  /** Invocations, errors, throttles, duration (p50, p95, ms), concurrency. Throws a UserError where they cannot be read. */
  measure(query: MetricQuery): Promise<Measured>
}
