import type { Place } from '../place.ts'

/** A function as a list knows it: what ListFunctions says. */
export type LambdaFunction = {
  readonly arn: string
  readonly name: string
  readonly place: Place
  readonly description: string | undefined
  /** `nodejs24.x`; absent where the package is an image. */
  readonly runtime: string | undefined
  readonly packaging: 'zip' | 'image'
  readonly architecture: string
  readonly memoryMb: number
  readonly timeoutSeconds: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number | undefined
  /** Where it writes its log, if AWS said so; else `/aws/lambda/` and its name. */
  readonly logGroup?: string | undefined
  readonly isInVpc?: boolean
}

/** `Successful`, `InProgress` or `Failed`, with AWS's reason. */
export type LastUpdate = {
  readonly status: string
  readonly reason: string | undefined
  /** `ImageAccessDenied`, `EniLimitExceeded` … */
  readonly code?: string | undefined
}

/** What became of the calls in some stretch of time. */
export type CallCounts = { readonly invocations: number; readonly errors: number; readonly throttles: number }

/** What GetFunction and the calls beside it add; `undefined` where AWS did not say or could not be asked (then `unread` has the reason). */
export type FunctionDetails = {
  readonly function: LambdaFunction
  readonly tags: ReadonlyMap<string, string>
  /** `Active`, `Pending`, `Inactive`, `Failed`, with AWS's reason. */
  readonly state:
    | { readonly name: string; readonly reason: string | undefined; readonly code?: string | undefined }
    | undefined
  readonly lastUpdate: LastUpdate | undefined
  /** Of the newest code: changes whenever its code or its configuration does. */
  readonly revision: string | undefined
  readonly handler: string | undefined
  /** The name of the execution role. */
  readonly role: string | undefined
  readonly codeBytes: number | undefined
  readonly layers: readonly string[]
  /** Names only: a value is often a secret. */
  readonly environmentNames: readonly string[]
  /** AWS's code where Lambda could not decrypt the variables: `DisabledException`. */
  readonly environmentError?: string | undefined
  /** The KMS key that they are encrypted with; absent where that is Lambda's own. */
  readonly keyArn?: string | undefined
  readonly vpc: { readonly id: string; readonly subnets: number; readonly subnetIds?: readonly string[] } | undefined
  readonly isSnapStartOn: boolean
  readonly ephemeralMb: number | undefined
  readonly deadLetters: string | undefined
  readonly tracing: string | undefined
  readonly reservedConcurrency: number | undefined
  readonly provisioned: readonly Provisioned[] | undefined
  readonly versions: readonly {
    readonly version: string
    readonly at: number | undefined
    readonly description: string | undefined
  }[]
  readonly aliases: readonly Alias[]
  readonly triggers: readonly Trigger[]
  readonly url: { readonly url: string; readonly isPublic: boolean } | undefined
  /** Parts that could not be read, each a whole sentence. */
  readonly unread: readonly string[]
}

/** Concurrency that is kept ready for a version or an alias. */
export type Provisioned = {
  readonly qualifier: string
  readonly ready: number
  readonly wanted: number
  /** `IN_PROGRESS`, `READY`, `FAILED`, with AWS's reason. */
  readonly status: string | undefined
  readonly reason: string | undefined
}

export type Alias = {
  readonly name: string
  readonly version: string
  /** Share of calls, 0 to 1, that go to other versions. */
  readonly weights: Readonly<Record<string, number>>
  /** Changes whenever the alias does. */
  readonly revision: string | undefined
}

/** What calls the function: read from its event source mappings and from who may invoke it. */
export type Trigger = {
  /** `SQS`, `S3`, `EventBridge`, `API Gateway` … */
  readonly kind: string
  readonly name: string
  /** `enabled`, `disabled`, `enabling` … of a mapping; nothing of a permission. */
  readonly state: string | undefined
  /** The mapping's id. */
  readonly id: string | undefined
  /** The version or alias that is called; the newest code where it is absent. */
  readonly qualifier: string | undefined
  /** What AWS said of its last batch. */
  readonly lastResult: string | undefined
}
