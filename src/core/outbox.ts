import type { Card } from './change.ts'
import type { Delivery } from './delivery.ts'
import type { FormField } from './form.ts'
import type { Text } from './text.ts'
import type { View, ViewFile } from './view.ts'

/** Everything that Windlass writes to Slack. Retries what may be repeated; throws when an answer could not be placed. */
export type Outbox = {
  /** "Working…", in the place where the answer will be; the answer replaces it. */
  sayWorking(delivery: Delivery): Promise<Working>
  /** What of it stands in Slack, where it can be looked up. Throws where Slack cannot be reached to look. */
  findPosted(delivery: Delivery): Promise<Posted>
  /** The one answer to a delivery. `recordId` goes into its buttons. */
  answer(answer: Answer): Promise<void>
  /** A message that stays and is edited later: `openly` in the delivery's channel, else in the person's direct messages. Takes the place of "Working…". */
  postCard(answer: Answer, where: 'openly' | 'directly'): Promise<Card>
  /**
   * A message in the person's direct messages that is edited until `answer` puts the answer in its place, which it does
   * where `working` says where it stands; `pointer` is said where it was asked for, if that is elsewhere.
   */
  postFollowed(answer: Answer, pointer: Text): Promise<Card>
  /**
   * An answer that grows while it is written: `openly` in the thread of the mention, else in the person's direct
   * messages, where `asked` is said first unless it stands there. Throws where Slack takes no stream there.
   */
  openStream(delivery: Delivery, where: 'openly' | 'directly', asked: Text): Promise<Stream>
  /** What `announce` of a stream says, for a place that was kept before a crash: it may not have come to that. Never throws. */
  announceAgain(delivery: Delivery, place: Working): Promise<void>
  /** False where the message is not there any more, or its channel takes no edits. */
  updateCard(card: Card, shown: CardState): Promise<boolean>
  /** A message into the person's direct messages that answers nothing they just said. */
  tellPerson(user: string, view: View, recordId: string): Promise<Card>
  /** False where the trigger has run out: it lives three seconds. */
  openForm(trigger: string, form: Form): Promise<boolean>
  /** For everyone in the delivery's channel, in the name of the person who shared it. Buttons are left out. */
  share(delivery: Delivery, view: View): Promise<void>
  /** Into the person's direct messages. */
  sendFile(user: string, file: ViewFile): Promise<void>
}

/** An answer under way (Slack, `chat.startStream`): some five minutes at most. Nothing in it is markup or can ping anybody. */
export type Stream = {
  /** Plain words, appended; told in larger pieces where they come faster than Slack takes them. Never throws. */
  append(words: string): void
  /** What is being done: `Reading web-1`. The one before it is then done. Never throws. */
  step(title: string): void
  /** Where it stands: the answer takes its place by `working`. */
  readonly place: Working
  /**
   * Once its place is kept: "Working…" goes, and where something was asked elsewhere it is said where the answer is.
   * Never throws.
   */
  announce(said: Working | undefined): void
  end(): Promise<void>
  /** Aborted when the person who asked has pressed Stop. */
  readonly stopped: AbortSignal
}

export type CardState = {
  readonly view: View
  readonly recordId: string
  /** Another state follows soon: left out where Slack's edits run short, so that they suffice for those that stay. */
  readonly isPassing: boolean
}

/** Questions that are answered by typing and choosing. Submitted, it comes back as a delivery that asks for `value` with what was filled in. */
export type Form = {
  /** `<record id>:<verb>`. */
  readonly value: string
  /** Where what comes of it is said. */
  readonly channel: string
  /** At most 24 characters, as Slack's titles and buttons. */
  readonly title: string
  readonly submit: string
  readonly text: Text
  readonly fields: readonly FormField[]
}

export type Answer = {
  readonly delivery: Delivery
  readonly view: View
  readonly recordId: string
  readonly working: Working | undefined
  /** What is pressed on it leaves it where it is. */
  readonly isKept?: true
  /** For everyone, in the thread of the mention that it answers. */
  readonly isOpen?: true
}

/** What was posted for a delivery before a crash. */
export type Posted = {
  readonly isAnswered: boolean
  readonly working: Working | undefined
  /** Where the answer stands. */
  readonly card?: Card
}

/**
 * What `sayWorking` or `postFollowed` put there: a message of that timestamp in direct messages, or something that the
 * answer replaces by other means.
 */
export type Working = {
  readonly ts: string | undefined
  /** Where it stands, if not in the person's direct messages. */
  readonly channel?: string
}
