import type { PayloadForm } from './form.ts'
import type { MessagePayload } from './message-payload.ts'
import type { Text } from './text.ts'

/** What a command answers, before anyone knows how Slack will show it. `slack/render.ts` turns it into blocks. */
export type View = {
  /** The first line: the answer itself. It is also the notification. */
  readonly lead: Text
  readonly parts: readonly Part[]
  /** One grey line for what matters only sometimes. */
  readonly note?: Text
  readonly actions: readonly Action[]
  /** True where the answer may also be posted for everyone in a channel. */
  readonly isShareable?: boolean
  /** True where it tells nothing of an account, so that a mention is answered for everyone in its thread. */
  readonly isOpen?: true
  /** The topic that it explains, by its id: what the conversation is about from now on. */
  readonly topic?: string
  /** Sent to the person's direct messages beside the answer, since a file cannot be shown to one person only. */
  readonly file?: ViewFile
}

export type Part =
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'bullets'; readonly items: readonly Text[] }
  | { readonly kind: 'code'; readonly code: string }
  | Table
  | Chart
  /** What is known of one thing: a table of two columns, label and value, whose first fact heads it. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }

/** One table a view, that is Slack's limit; a longer cell is shortened with an ellipsis by the renderer. */
export type Table = {
  readonly kind: 'table'
  readonly columns: readonly { readonly title: string; readonly align?: 'right'; readonly wraps?: true }[]
  readonly rows: readonly (readonly string[])[]
}

/** Figures over time; Slack draws it, and reads it out as a table. Two a view; what is more becomes lines of text. */
export type Chart = {
  readonly kind: 'chart'
  readonly title: string
  readonly form: 'line' | 'bar'
  /** What stands below each value: every series has one value a label. */
  readonly labels: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
  /** What is counted: `calls`, `ms`. */
  readonly unit: string
}

export type Fact = { readonly label: string; readonly value: string }

export type ViewFile = { readonly name: string; readonly content: string; readonly title: string }

/** Something to press. `verb` is unique within its view; a button carries `<record id>:<verb>` and nothing else. */
export type Choice = { readonly verb: string; readonly label: string; readonly does: Offer }

export type Action =
  | (Choice & { readonly kind: 'button'; readonly style?: 'primary' | 'danger'; readonly confirm?: Confirm })
  | {
      readonly kind: 'select'
      readonly verb: string
      readonly placeholder: string
      readonly choices: readonly Choice[]
    }
  | { readonly kind: 'overflow'; readonly verb: string; readonly choices: readonly Choice[] }

export type Confirm = { readonly title: string; readonly text: string; readonly confirm: string; readonly deny: string }

/** What pressing does, kept with the stored invocation: words that are parsed and authorised again like typed ones. */
export type Offer =
  | { readonly kind: 'run'; readonly words: readonly string[] }
  | { readonly kind: 'share'; readonly words: readonly string[] }
  /** Words to which what is filled into the form is added. */
  | { readonly kind: 'fill'; readonly words: readonly string[]; readonly form: PayloadForm }
  /** Opens a form that asks which function is called with what stands in a message; filled in, it calls it. */
  | { readonly kind: 'message'; readonly words: readonly string[]; readonly payload: MessagePayload }
  /** Moves the change whose card it stands on. */
  | { readonly kind: 'decide'; readonly decides: ChangeVerb }

/** Also the verbs of the buttons that do it. */
export type ChangeVerb = 'confirm' | 'cancel' | 'look-again'

export function choicesOf(action: Action): readonly Choice[] {
  return action.kind === 'button' ? [action] : action.choices
}
