import type { ModalEvent, PageEvent, PageMessage, PagePrompt, Snapshot } from '../slack/page-contract.ts'
import { describeNews } from './news.ts'
import { findUser } from './people.ts'

/** Everything that the page knows, as one value that only `advance` changes. */
export type Workspace = Omit<Snapshot, 'wire'> & {
  readonly openChannel: string
  /** What stands between the messages on this page alone: Slackbot's sentences and what was typed as a command. */
  readonly notices: readonly Entry[]
  readonly statuses: readonly Status[]
  /** What the bot suggests to ask it, by channel. */
  readonly prompts: Readonly<Record<string, readonly PagePrompt[]>>
  readonly unread: Readonly<Record<string, number>>
  /** Counts what the bot does in each channel: a pressed button waits for the next thing. */
  readonly botActivity: Readonly<Record<string, number>>
  /** What a screen reader says next. */
  readonly news: string
}

/** A command leaves no message behind in Slack; the page draws a grey line, for one forgets what one asked. */
export type Entry = PageMessage & { readonly isTypedCommand?: true }

type Status = { readonly channel: string; readonly threadTs: string; readonly text: string }

export type Step =
  | { readonly type: 'loaded'; readonly snapshot: Snapshot; readonly preferredChannel: string | undefined }
  | { readonly type: 'opened'; readonly channel: string }
  | { readonly type: 'noticed'; readonly notice: Entry }
  | Exclude<PageEvent, { type: 'wire' }>
  | ModalEvent

export function advance(workspace: Workspace | undefined, step: Step): Workspace | undefined {
  if (step.type === 'loaded') return load(workspace, step.snapshot, step.preferredChannel)
  return workspace === undefined ? undefined : change(workspace, step)
}

function change(workspace: Workspace, step: Exclude<Step, { type: 'loaded' }>): Workspace {
  switch (step.type) {
    case 'opened':
      return { ...workspace, openChannel: step.channel, unread: { ...workspace.unread, [step.channel]: 0 } }
    case 'noticed':
      return { ...workspace, notices: [...workspace.notices, step.notice] }
    case 'message':
      return countUnread(place(withoutPrompts(withNews(workspace, step), step.message), step.message), step.message)
    case 'changed':
      return place(withNews(workspace, step), step.message)
    case 'deleted':
      return remove(workspace, step)
    case 'faults':
      return { ...workspace, faults: step.faults }
    case 'connection':
      return { ...workspace, isBotConnected: step.isBotConnected }
    case 'modal':
      // It answers a button of what is looked at.
      return noteActivity({ ...workspace, modal: step.modal }, workspace.openChannel)
    case 'modal-closed':
      return closeModal(workspace, step.viewId)
    case 'status':
      return { ...workspace, statuses: withStatus(workspace.statuses, step) }
    case 'prompts':
      return { ...workspace, prompts: { ...workspace.prompts, [step.channel]: step.prompts } }
  }
}

function load(before: Workspace | undefined, snapshot: Snapshot, preferred: string | undefined): Workspace {
  const isSamePerson = before?.me === snapshot.me
  const wanted = [before?.openChannel, preferred, snapshot.channels[0]?.id]
  const openChannel = wanted.find((id) => snapshot.channels.some((channel) => channel.id === id)) ?? ''
  return {
    ...snapshot,
    openChannel,
    notices: isSamePerson ? before.notices : [],
    statuses: isSamePerson ? before.statuses : [],
    prompts: isSamePerson ? before.prompts : {},
    unread: isSamePerson ? before.unread : {},
    botActivity: before?.botActivity ?? {},
    news: '',
  }
}

function place(workspace: Workspace, message: PageMessage): Workspace {
  const messages = upsert(workspace.messages, message).toSorted(byTime)
  return noteMessage({ ...workspace, messages }, message)
}

/** They are for who has not said anything yet. */
function withoutPrompts(workspace: Workspace, { channel, user }: PageMessage): Workspace {
  return user === workspace.me ? { ...workspace, prompts: { ...workspace.prompts, [channel]: [] } } : workspace
}

function withNews(workspace: Workspace, event: PageEvent): Workspace {
  return { ...workspace, news: describeNews(workspace, event) ?? workspace.news }
}

function noteMessage(workspace: Workspace, { channel, user }: PageMessage): Workspace {
  return findUser(workspace, user)?.isBot === true ? noteActivity(workspace, channel) : workspace
}

function noteActivity(workspace: Workspace, channel: string): Workspace {
  const count = (workspace.botActivity[channel] ?? 0) + 1
  return { ...workspace, botActivity: { ...workspace.botActivity, [channel]: count } }
}

function remove(workspace: Workspace, gone: { channel: string; ts: string }): Workspace {
  const found = workspace.messages.find((message) => keyOf(message) === keyOf(gone))
  if (found === undefined) return workspace
  const messages = workspace.messages.filter((message) => message !== found)
  return noteMessage({ ...workspace, messages }, found)
}

/** Only the one that is meant: another may have taken its place. */
function closeModal(workspace: Workspace, viewId: string): Workspace {
  const { modal, ...rest } = workspace
  return modal?.viewId === viewId ? rest : workspace
}

function countUnread(workspace: Workspace, { channel, user }: PageMessage): Workspace {
  if (channel === workspace.openChannel || user === workspace.me) return workspace
  return { ...workspace, unread: { ...workspace.unread, [channel]: (workspace.unread[channel] ?? 0) + 1 } }
}

function withStatus(statuses: readonly Status[], { channel, threadTs, text }: Status): readonly Status[] {
  const rest = statuses.filter((status) => status.channel !== channel || status.threadTs !== threadTs)
  return text === '' ? rest : [...rest, { channel, threadTs, text }]
}

function upsert(messages: readonly PageMessage[], message: PageMessage): readonly PageMessage[] {
  const at = messages.findIndex((each) => keyOf(each) === keyOf(message))
  return at === -1 ? [...messages, message] : messages.with(at, message)
}

const keyOf = ({ channel, ts }: { channel: string; ts: string }) => `${channel} ${ts}`
const byTime = (one: PageMessage, other: PageMessage) => Number(one.ts) - Number(other.ts)

/** What stands in a channel itself, Slackbot's notices between the messages. */
export function channelMessages({ messages, notices }: Workspace, channel: string): Entry[] {
  return [...messages, ...notices].filter((message) => message.channel === channel && isRoot(message)).toSorted(byTime)
}

/** The first message of a thread and its replies. */
export function threadMessages({ messages, notices }: Workspace, channel: string, threadTs: string): Entry[] {
  return [...messages, ...notices]
    .filter((message) => message.channel === channel && (message.ts === threadTs || message.threadTs === threadTs))
    .toSorted(byTime)
}

function isRoot({ ts, threadTs }: PageMessage): boolean {
  return threadTs === undefined || threadTs === ts
}
