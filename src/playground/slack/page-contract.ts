/**
 * What the page and the Slack emulator say to each other, over HTTP on the emulator's own origin.
 *
 * GET  /ui/snapshot?as=U…   Snapshot
 * GET  /ui/events?as=U…     server-sent events; each `data:` is one PageEvent or ModalEvent as JSON
 * POST /ui/send             SendRequest        → Reply      (text that starts with `/` is a slash command)
 * POST /ui/act              ActRequest         → Reply      (a button, a select, an overflow menu)
 * POST /ui/suggest          SuggestRequest     → SuggestReply  (typing in an external select)
 * POST /ui/shortcut         ShortcutRequest    → Reply         (a shortcut in a message's menu)
 * POST /ui/open             OpenRequest        → Reply         (the direct messages with the bot are looked at)
 * POST /ui/stop             StopRequest        → Reply         (Stop on a message that is being written)
 * POST /ui/submit           SubmitRequest      → SubmitReply   (the submit button of the open modal)
 * POST /ui/close            CloseRequest       → Reply         (its close button, its cross, Escape)
 * POST /ui/fault            Fault              → Reply
 * GET  /ui/files/F…?as=U…   the file's bytes
 */

export type PageUser = {
  id: string
  name: string
  realName: string
  /** What the page shows below the name in "act as": "viewer", "operator", "lead", "guest of Initech". */
  title: string
  /** Background of the letter avatar, `#rrggbb`. */
  color: string
  isBot: boolean
  isStranger: boolean
}

export type PageChannel = {
  id: string
  name: string
  topic: string
  kind: 'channel' | 'direct'
  isExternal: boolean
  /** In a direct message, the person at the other end. */
  with?: string
}

export type PageFile = { id: string; name: string; title: string; size: number; url: string }

export type PageMessage = {
  channel: string
  ts: string
  threadTs?: string
  user: string
  text: string
  /** Block Kit as the app sent it, ids filled in; a person's own message has none. */
  blocks: Record<string, unknown>[]
  files: PageFile[]
  isEphemeral: boolean
  isEdited: boolean
  replyCount: number
  /** It was written piece by piece, or still is. */
  stream?: PageStream
}

export type PageStream = {
  isGrowing: boolean
  /** It has a button to stop it. */
  isStoppable: boolean
  isStopped: boolean
  tasks: { id: string; title: string; status: 'pending' | 'in_progress' | 'complete' | 'error' }[]
}

/** What one could ask the bot, in its direct messages. */
export type PagePrompt = { title: string; message: string }

/** What the app holds up before one person until it is submitted or closed. */
export type PageModal = {
  viewId: string
  appName: string
  title: string
  /** Absent: there is only the close button. */
  submit?: string
  close: string
  /**
   * Block Kit with ids filled in: what messages have to look at (no tables, no markdown), and `input` blocks
   * (`label`, `hint`, `optional`) that hold one of the elements of view-elements.ts.
   */
  blocks: Record<string, unknown>[]
}

export type PageCommand = {
  command: string
  description: string
  usageHint: string
  /** `changes`: more than looks. */
  completions: { words: string; about: string; changes: boolean }[]
}

export type Snapshot = {
  team: { id: string; name: string }
  me: string
  users: PageUser[]
  channels: PageChannel[]
  /** Of every channel that `me` is in, oldest first, ephemeral ones of `me` included. */
  messages: PageMessage[]
  /** The one modal that is open for `me`. */
  modal?: PageModal
  commands: PageCommand[]
  shortcuts: PageShortcut[]
  wire: WireEntry[]
  faults: FaultState
  /** Whether the bot has a socket open (or an HTTP endpoint). */
  isBotConnected: boolean
}

export type PageEvent =
  | { type: 'message'; message: PageMessage }
  | { type: 'changed'; message: PageMessage }
  | { type: 'deleted'; channel: string; ts: string }
  | { type: 'wire'; entry: WireEntry }
  | { type: 'faults'; faults: FaultState }
  | { type: 'connection'; isBotConnected: boolean }
  /** The bot's status line in a thread (`assistant.threads.setStatus`); empty text clears it. */
  | { type: 'status'; channel: string; threadTs: string; text: string }
  | { type: 'prompts'; channel: string; prompts: PagePrompt[] }

/** On the same stream as every PageEvent. */
export type ModalEvent =
  /** Opened, in the place of any other that was open; or changed, when it is the one that is shown already. */
  { type: 'modal'; modal: PageModal } | { type: 'modal-closed'; viewId: string }

/** One thing that went over a wire. */
export type WireEntry = {
  id: number
  /** Milliseconds since 1970. */
  at: number
  lane: 'slack' | 'aws'
  direction: 'to-bot' | 'from-bot'
  /** "slash_commands", "chat.postMessage", "ec2:DescribeInstances · production, eu-central-1". */
  title: string
  /** "ok", "429", "UnauthorizedOperation". */
  outcome: string
  durationMs?: number
  detail: string
}

/** A shortcut of the app's in the menu of every message. */
export type PageShortcut = { callbackId: string; name: string; about: string }

export type SendRequest = {
  as: string
  channel: string
  threadTs?: string
  text: string
  /** Files of text that are attached. */
  files?: { name: string; text: string }[]
}
export type ShortcutRequest = { as: string; channel: string; ts: string; callbackId: string }
export type OpenRequest = { as: string; channel: string }
export type StopRequest = { as: string; channel: string; ts: string }
export type ActRequest = {
  as: string
  channel: string
  ts: string
  blockId: string
  actionId: string
  /** The chosen option's value, for a select or an overflow menu. */
  optionValue?: string
}
export type SuggestRequest = {
  as: string
  channel: string
  ts: string
  blockId: string
  actionId: string
  typed: string
}

export type SubmitRequest = {
  as: string
  viewId: string
  /**
   * By block id and action id: what was typed, the value of what was chosen, a date (`2026-11-24`), the id of a person or
   * channel; an empty input is an empty text or left out.
   */
  values: Record<string, Record<string, string>>
}
export type CloseRequest = { as: string; viewId: string }

/** `error` is Slack's own sentence, shown by the page as Slackbot's ephemeral message. */
export type Reply = { ok: true } | { ok: false; error: string }
/**
 * Taken: what became of the modal comes as an event. Not taken: it stays open with what was typed, and shows each of
 * `blockErrors` under the input block of that id, or `error`, a sentence of Slack's, below the title.
 */
export type SubmitReply =
  | { ok: true }
  | { ok: false; blockErrors: Record<string, string> }
  | { ok: false; error: string }
export type SuggestReply = { options: { text: string; value: string }[]; error?: string }

export type Fault =
  /** The next `count` calls of the Web API and response_urls fail so. */
  | { kind: 'rate-limit' | 'server-error'; count: number; retryAfterSeconds?: number }
  | { kind: 'drop-socket' | 'refresh-socket' }
  /** From now on until switched off: every delivery twice, after `delayMs`, or held back and sent in reverse order. */
  | { kind: 'duplicate' | 'late' | 'out-of-order'; on: boolean; delayMs?: number }
  /** Neither the API nor the sockets answer for so long. */
  | { kind: 'outage'; seconds: number }
  /** One of `FaultState.switches`. */
  | { kind: 'switch'; id: string; on: boolean }

export type FaultState = {
  failing: number
  isDuplicating: boolean
  isLate: boolean
  isOutOfOrder: boolean
  isOut: boolean
  switches: FaultSwitch[]
}

/** What goes wrong elsewhere, at AWS, for as long as it is on. */
export type FaultSwitch = { id: string; label: string; about: string; isOn: boolean }
