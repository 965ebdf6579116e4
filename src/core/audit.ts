import type { Surface } from './delivery.ts'

/** Who did what, from where, and how it ended. Written for every command, refusals included. */
export type AuditEvent = {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** `sharing` is written before something is posted for everyone, `shared` after. */
  readonly kind: 'refused' | 'denied' | 'misunderstood' | 'answered' | 'failed' | 'sharing' | 'shared' | 'exported'
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
}
