import type { Delivery } from './delivery.ts'
import type { View, ViewFile } from './view.ts'

/** Everything that Windlass writes to Slack. Retries what may be repeated; throws when an answer could not be placed. */
export type Outbox = {
  /** "Working…", in the place where the answer will be; the answer replaces it. */
  sayWorking(delivery: Delivery): Promise<Working>
  /** The one answer to a delivery. `recordId` goes into its buttons. */
  answer(answer: Answer): Promise<void>
  /** For everyone in the delivery's channel, in the name of the person who shared it. Buttons are left out. */
  share(delivery: Delivery, view: View): Promise<void>
  /** Into the person's direct messages. */
  sendFile(user: string, file: ViewFile): Promise<void>
}

export type Answer = {
  readonly delivery: Delivery
  readonly view: View
  readonly recordId: string
  readonly working: Working | undefined
}

/** What `sayWorking` put there: a message of that timestamp, or something that the answer replaces by other means. */
export type Working = { readonly ts: string | undefined }
