import { clockTime } from './clock-time.ts'
import type { Place } from './place.ts'
import type { Text } from './text.ts'
import type { Action } from './view.ts'

/** What was read, or why it could not be: a whole sentence. */
export type Read<Value> = { readonly value: Value } | { readonly unread: string }

/** What was read; nothing where it could not be, or was not asked for. */
export function known<Value>(read: Read<Value> | undefined): Value | undefined {
  return read !== undefined && 'value' in read ? read.value : undefined
}

/** One call to AWS as CloudTrail wrote it down (CloudTrail User Guide, "CloudTrail record contents"). */
export type TrailEvent = {
  /** Milliseconds since 1970. */
  readonly at: number
  /** `StopInstances`; Lambda's without their date: `UpdateFunctionCode`. */
  readonly name: string
  readonly doer: Doer
  /** The address, or the service, that it came from. */
  readonly from: string | undefined
  /** AWS's code, without the side that erred: `InsufficientInstanceCapacity`. Nothing where it was done. */
  readonly error: { readonly code: string; readonly message: string } | undefined
  /** The parameters, one JSON text; without what CloudTrail leaves out. */
  readonly asked: string | undefined
  /** The answer, one JSON text; only where CloudTrail kept one. */
  readonly answered?: string
}

export type Doer = {
  readonly kind: 'user' | 'role' | 'service' | 'root'
  /** A user's or a role's name, or `autoscaling.amazonaws.com`. */
  readonly name: string
  /** The session of a role, mostly the person. */
  readonly session: string | undefined
  /** The Slack user id, where it was Windlass in somebody's name. */
  readonly slackUser: string | undefined
}

export type TrailQuery = TrailSought & {
  readonly place: Place
  /** Milliseconds since 1970; CloudTrail keeps 90 days. */
  readonly from: number
  readonly until: number
  /** No second page is waited for. */
  readonly isShort?: true
}

/**
 * What was changed: an instance's id, a function's name. Or how, by the call's name as CloudTrail writes it, for what it
 * does not keep by a resource's name: of those that were done, only the newest whose parameters or answer hold one of these
 * values, whole or up to a colon, as the ARN of a function is in that of its alias.
 */
export type TrailSought =
  | { readonly resource: string; readonly call?: undefined }
  | { readonly resource?: undefined; readonly call: string; readonly about: readonly string[] }

export type TrailReader = {
  /** What changed it, newest first, 50 at most; calls that only read are left out. CloudTrail is some minutes behind. */
  listTrail(query: TrailQuery): Promise<TrailRead>
}

/** `readTo`: back to when it was read, where that is not all that was asked for; what is older may be there or not. */
export type TrailRead =
  | { readonly value: readonly TrailEvent[]; readonly readTo?: number }
  | { readonly unread: string }

/** CloudTrail's event history keeps no more. */
export const mostTrailMs = 90 * 86_400_000

/** Of several, newest first: known where all of them are, and back to where all of them are. */
export function joinTrails(reads: readonly TrailRead[]): TrailRead {
  const unread = reads.find((read) => 'unread' in read)
  if (unread !== undefined) return unread
  const readTo = reads.flatMap((read) => ('readTo' in read && read.readTo !== undefined ? [read.readTo] : []))
  const value = reads.flatMap((read) => known(read) ?? []).toSorted((one, other) => other.at - one.at)
  return readTo.length === 0 ? { value } : { value, readTo: Math.max(...readTo) }
}

/** Whether CloudTrail was read, and all that was asked for. */
export function isReadWhole(trail: TrailRead): boolean {
  return 'value' in trail && trail.readTo === undefined
}

/** Whether CloudTrail was read back to that time, so that what it does not show was not done since. */
export function isReadTo(trail: TrailRead | undefined, at: number): boolean {
  return trail !== undefined && 'value' in trail && (trail.readTo === undefined || trail.readTo <= at)
}

/** `CloudTrail was read back to 2026-11-23 14:02:07 (UTC) only`; nothing where it was read whole, or not at all. */
export function readToWords(trail: TrailRead | undefined, timeZone: string): string | undefined {
  if (trail === undefined || !('value' in trail) || trail.readTo === undefined) return undefined
  return `CloudTrail was read back to ${clockTime(trail.readTo, timeZone)} (${timeZone}) only`
}

/** Where a piece of evidence was read, as it is named to people. */
export const sources = {
  ec2: 'EC2',
  console: 'console output',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  scaling: 'Auto Scaling',
  spot: 'Spot request',
  network: 'security groups and routes',
  balancing: 'Elastic Load Balancing',
  lambda: 'Lambda',
  logs: 'log',
  windlass: 'Windlass',
  prices: 'list prices',
} as const
export type Source = keyof typeof sources

export type Evidence = { readonly at?: number; readonly says: Text; readonly source: Source }

/** What one rule found: the cause, what shows it, and what helps. */
export type Diagnosis = {
  /** The rule's name, as its file is called. */
  readonly rule: string
  /** `**web-3 was stopped from inside:** its operating system was shut down.` */
  readonly finding: Text
  readonly evidence: readonly Evidence[]
  /** What to do, where there is something. */
  readonly next: Text | undefined
  readonly actions: readonly Action[]
}
