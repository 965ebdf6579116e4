import type { FormMistakes, FormValues } from './form.ts'
import type { MessagePayload } from './message-payload.ts'

/** From where a person spoke to Windlass. */
export type Surface = 'slash' | 'mention' | 'direct' | 'click' | 'shortcut' | 'modal'

/** One thing that Slack delivered, as plain data: it is stored before it is acknowledged, and run again after a crash. */
export type Delivery = {
  /** Equal for every copy that Slack sends of the same thing, and for nothing else. */
  readonly id: string
  readonly surface: Surface
  readonly team: string
  readonly user: string
  readonly channel: string
  /** True in a direct message with the bot. */
  readonly isDirect: boolean
  /** The thread in which an answer belongs. */
  readonly thread: string | undefined
  /** Five uses within thirty minutes (Slack, "Handling user interaction"). */
  readonly responseUrl: string | undefined
  readonly asks: Asks
  /** Opens one form within three seconds (Slack, "Modals"); not kept longer than it is of use. */
  readonly trigger?: string
  /** What was pressed stands in a message that everyone sees: an answer must not replace it. */
  readonly isOnCard?: boolean
  /** The timestamp of that message. */
  readonly cardTs?: string
  /** Milliseconds since 1970 at which Windlass received it. */
  readonly receivedAt: number
}

/** Words that were typed, or `<record id>:<verb>` of what was pressed; `filled` is what a form asked for, by field. */
type Asks =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'offer'; readonly value: string; readonly filled?: FormValues }
  /** The shortcut of a message: to call a function with what was found in it. */
  | { readonly kind: 'message'; readonly payload?: MessagePayload }

/** A search as somebody types in a select whose choices are asked for. */
export type Suggestion = {
  readonly team: string
  readonly user: string
  /** `<record id>:<verb>` of the select. */
  readonly value: string
  readonly typed: string
}

/** What the Slack edge hands deliveries to. */
export type Inbox = {
  /** Stores the delivery; `seen` means that a copy of it is here already and nothing is to be done. Throws if it could not be stored. */
  receive(delivery: Delivery): Promise<'new' | 'seen'>
  /** Runs a stored delivery to its one visible answer. Never throws. */
  answer(delivery: Delivery): Promise<void>
  /** Stored too late: the person was told that nothing was done, and so nothing is to be done after a restart either. */
  forget(delivery: Delivery): Promise<void>
  /** Why what was filled into a form will not do, to be said in the form itself and recorded; nothing where it may be taken. */
  findMistakes(delivery: Delivery): Promise<FormMistakes | undefined>
  /** At most 100 choices that fit what was typed; nothing where the record is gone or somebody else's. */
  suggest(suggestion: Suggestion): Promise<readonly { readonly label: string; readonly value: string }[]>
}
