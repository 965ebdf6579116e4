import type { Surface } from './delivery.ts'
import type { Offer } from './view.ts'

/** One command that a person gave, as it is kept: what its buttons refer to, and what the audit names. */
export type Invocation = {
  /** Goes into buttons as the record id. */
  readonly id: string
  readonly delivery: string
  readonly team: string
  readonly user: string
  readonly channel: string
  readonly surface: Surface
  /** As typed; of a button, the words that it runs. */
  readonly said: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Its answer was for everyone in the channel, and so is what it offers. */
  readonly isOpen?: true
}

/** An invocation with what its answer offers to press. */
export type Answered = { readonly invocation: Invocation; readonly offers: Readonly<Record<string, LabelledOffer>> }

export type LabelledOffer = { readonly label: string; readonly offer: Offer }
