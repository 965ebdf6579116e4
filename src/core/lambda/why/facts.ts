import type { SubnetRoutes } from '../../ec2/evidence.ts'
import type { Read, TrailRead } from '../../evidence.ts'
import type { CallCounts, FunctionDetails } from '../function.ts'
import type { LoggedCall, Measured } from '../functions.ts'

/** What a person may ask of a function. `idle`: it is never called. */
export const functionTroubles = ['failing', 'slow', 'throttled', 'idle', 'cost'] as const
export type FunctionTrouble = (typeof functionTroubles)[number]

/** What the functions of an account share in a Region, and how much of it was in use while calls were throttled. */
export type AccountConcurrency = {
  /** How many calls may run at once, of all functions together. */
  readonly limit: number
  /** How many of them no function has reserved. */
  readonly unreserved: number
  /** Where the minutes begin that were looked at, milliseconds since 1970. */
  readonly at: number
  /** How many ran at once at most, of all functions; absent where CloudWatch has no value. */
  readonly used: number | undefined
  /** Of those for which nothing is reserved. */
  readonly unreservedUsed: number | undefined
  /** The function that ran most at once; absent where that could not be found. */
  readonly busiest: { readonly name: string; readonly used: number } | undefined
}

/** All that the rules know. What is absent was not asked for, since the question does not need it. */
export type FunctionFacts = {
  readonly about: FunctionTrouble | undefined
  readonly details: FunctionDetails
  /** Of the last day; absent where they could not be read. */
  readonly counts: CallCounts | undefined
  /** Over the last day: invocations, errors, throttles, duration (p50, p95, ms), concurrency. */
  readonly measured: Read<Measured>
  /** The calls of the last day that failed or logged an error, as their log tells them, newest first. */
  readonly calls?: Read<readonly LoggedCall[]>
  /** The newest calls of the last day, failed or not, by their REPORT lines alone. */
  readonly reports?: Read<readonly LoggedCall[]>
  /** How many bytes its log group took in in the last day. */
  readonly logBytes?: Read<number>
  readonly account?: Read<AccountConcurrency>
  /** Where it runs in a VPC and may time out. */
  readonly subnetRoutes?: Read<SubnetRoutes>
  readonly trail?: TrailRead
  /** What CloudTrail does not keep by the function's name: who switched or took away what calls it, or its key. */
  readonly switches?: TrailRead
  /** Milliseconds since 1970. */
  readonly now: number
}
