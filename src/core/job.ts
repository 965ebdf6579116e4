/** Durable work on one change. `expire` ends a proposal that nobody confirmed, `show` brings the card up to date. */
export type JobKind = 'apply' | 'follow' | 'expire' | 'show'

export type Job = {
  readonly id: string
  readonly kind: JobKind
  readonly change: string
  /** Milliseconds since 1970: not before. */
  readonly dueAt: number
}

/** A job that one worker holds until `claimedUntil`. */
export type ClaimedJob = Job & {
  readonly claim: string
  readonly claimedUntil: number
  /** How often it was claimed, this time included. */
  readonly attempts: number
}
