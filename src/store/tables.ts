import type { Generated } from 'kysely'
import type { ChangeState } from '../core/change.ts'
import type { JobKind } from '../core/job.ts'

/** Times are milliseconds since 1970, structured values JSON text: the same on every engine. */
export type Tables = {
  deliveries: {
    id: string
    received_at: number
    answered_at: number | null
    body: string
    /** The timestamp of the message that says "Working…". */
    working_ts: string | null
    /** Where that message stands, if not in the person's direct messages. */
    working_channel: string | null
    /** When "Working…" was said, or was about to be. */
    working_at: number | null
  }
  invocations: {
    id: string
    delivery: string
    team: string
    user: string
    at: number
    body: string
    offers: string
  }
  audit_events: {
    id: string
    at: number
    kind: string
    team: string
    user: string
    body: string
    /** The words that were said, to be found by. */
    said_key: string
    change_id: string | null
    /** Order of writing, where two have the same time. */
    position: Generated<number>
  }
  /** What an event is about, one row each; `event` is its position. */
  audit_targets: { event: number; target_id: string; target_name: string }
  changes: {
    id: string
    version: number
    delivery: string
    team: string
    user: string
    state: ChangeState
    proposed_at: number
    decided_at: number | null
    ended_at: number | null
    body: string
  }
  jobs: {
    id: string
    kind: JobKind
    change_id: string
    due_at: number
    claimed_by: string | null
    claimed_until: number | null
    attempts: number
    /** Why it is not done yet. */
    reason: string | null
  }
  conversations: { id: string; topic: string; topic_before: string | null; delivery: string; at: number }
  model_usage: { day: string; team: string; user: string; input_tokens: number; output_tokens: number }
  pauses: { id: string; body: string }
}
