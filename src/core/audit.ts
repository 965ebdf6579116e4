import type { Surface } from './delivery.ts'
import type { Target } from './plan.ts'

/** What happened. `sharing` and `step-begun` are written before, so that nothing happens without a record. */
export type AuditKind =
  | 'refused'
  | 'denied'
  | 'misunderstood'
  /** A form was opened, to be typed into. */
  | 'asked'
  | 'mistyped'
  | 'answered'
  | 'failed'
  | 'sharing'
  | 'shared'
  | 'exported'
  | 'proposed'
  | 'confirmed'
  | 'cancelled'
  | 'expired'
  | 'step-begun'
  | 'step-accepted'
  | 'step-refused'
  | 'step-unknown'
  | 'step-ended'
  | 'not-tried'
  | 'ended'
  | 'paused'
  | 'resumed'

/** Who did what, from where, and how it ended. Written for every command, refusals included. */
export type AuditEvent = {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: AuditKind
  readonly team: string
  readonly user: string
  readonly channel: string
  readonly surface: Surface
  readonly delivery: string
  readonly invocation: string | undefined
  /** As typed; of a button, the words that it runs. */
  readonly said: string
  /** The rule or the error's code, and what happened, in one sentence. */
  readonly rule: string | undefined
  readonly outcome: string
  /** Of a change: its id, what was to be changed by it or by the step, and AWS's request id of a step. */
  readonly change?: string
  readonly targets?: readonly AuditTarget[]
  readonly requestId?: string
}

export type AuditTarget = {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly region: string
}

export function auditTarget({ id, name, place }: Target): AuditTarget {
  return { id, name, account: place.account, region: place.region }
}

export type AuditQuery = {
  /** A Slack user id. */
  readonly user: string | undefined
  /** An id or a name of a target. */
  readonly target: string | undefined
  /** The first words of what was said: `ec2 stop`. */
  readonly command: string | undefined
  readonly change: string | undefined
  /** Milliseconds since 1970, from this on. */
  readonly since: number | undefined
  /** Newest first, from here on. */
  readonly offset: number
  readonly limit: number
}

export type AuditReader = {
  listEvents(query: AuditQuery): Promise<{ readonly events: readonly AuditEvent[]; readonly total: number }>
}
