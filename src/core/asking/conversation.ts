/** A thread, or direct messages, and what was last talked about there. */
export type Conversation = {
  readonly id: string
  /** The topic, by its id; or the thing, as `core/thing.ts` keeps it. */
  readonly topic: string
  /** The topic that `delivery` found there: what it goes on from, also where it is run again after a crash. */
  readonly before: string | undefined
  /** The question that made it what it is. */
  readonly delivery: string
  /** Milliseconds since 1970. */
  readonly at: number
}
