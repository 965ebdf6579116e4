import type { Generated } from 'kysely'

/** Times are milliseconds since 1970, structured values JSON text: the same on every engine. */
export type Tables = {
  deliveries: {
    id: string
    received_at: number
    answered_at: number | null
    body: string
    /** The timestamp of the message that says "Working…". */
    working_ts: string | null
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
    /** Order of writing, where two have the same time. */
    position: Generated<number>
  }
}
