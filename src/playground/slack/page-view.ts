import type { Happening } from './feed.ts'
import type { Files } from './files.ts'
import type { Message } from './messages.ts'
import type {
  ModalEvent,
  PageChannel,
  PageEvent,
  PageMessage,
  PageModal,
  PageStream,
  PageUser,
  Snapshot,
} from './page-contract.ts'
import type { SeedUser } from './seed.ts'
import type { MessageStream } from './streams.ts'
import type { OpenView, Views } from './views.ts'
import type { Conversation, Workspace } from './workspace.ts'

export type PageView = {
  snapshotOf(as: string): Pick<Snapshot, 'team' | 'me' | 'users' | 'channels' | 'messages' | 'modal'>
  /** What this person's page must hear of it; nothing of what the person may not see. */
  eventsFor(as: string, happening: Happening): (PageEvent | ModalEvent)[]
}

type Parts = { workspace: Workspace; files: Files; views: Views }

/** The workspace as one person's page shows it. */
export function createPageView(parts: Parts): PageView {
  const { workspace, views } = parts
  return {
    snapshotOf(as) {
      const open = views.findOpen(as)
      const conversations = workspace.listConversations().filter(({ members }) => members.has(as))
      return {
        team: { id: workspace.team.id, name: workspace.team.name },
        me: as,
        users: workspace.listUsers().map((user) => toPageUser(workspace, user)),
        channels: conversations.map((conversation) => toPageChannel(workspace, as, conversation)),
        messages: conversations
          .flatMap(({ id }) => workspace.messagesSeenBy(as, id))
          .toSorted((a, b) => Number(a.ts) - Number(b.ts))
          .map((message) => toPageMessage(parts, as, message)),
        ...(open !== undefined && { modal: toPageModal(workspace, open) }),
      }
    },
    eventsFor(as, happening) {
      if ('message' in happening) return messageEvents(parts, as, happening)
      if (happening.type === 'modal' || happening.type === 'modal-closed') return modalEvents(workspace, as, happening)
      if (happening.type === 'home-opened' || happening.type === 'session-stopped') return []
      if (happening.type !== 'status' && happening.type !== 'prompts') return [happening]
      return workspace.findConversation(happening.channel)?.members.has(as) === true ? [happening] : []
    },
  }
}

function messageEvents(parts: Parts, as: string, happening: Extract<Happening, { message: Message }>): PageEvent[] {
  const { workspace } = parts
  const { type, message } = happening
  if (!workspace.isSeenBy(as, message)) return []
  const { channel, ts, threadTs } = message
  const shown: PageEvent[] =
    type === 'deleted'
      ? [{ type, channel, ts }]
      : [{ type: type === 'posted' ? 'message' : 'changed', message: toPageMessage(parts, as, message) }]
  const parent = threadTs === undefined ? undefined : workspace.findMessage(channel, threadTs)
  // The parent's count of replies is another one now.
  if (parent === undefined || type === 'changed') return shown
  return [...shown, { type: 'changed', message: toPageMessage(parts, as, parent) }]
}

function modalEvents(
  workspace: Workspace,
  as: string,
  happening: Extract<Happening, { type: 'modal' | 'modal-closed' }>,
): ModalEvent[] {
  if (happening.type === 'modal') {
    const { type, open } = happening
    return open.user === as ? [{ type, modal: toPageModal(workspace, open) }] : []
  }
  const { type, user, viewId } = happening
  return user === as ? [{ type, viewId }] : []
}

function toPageModal({ app, findUser }: Workspace, { id, view }: OpenView): PageModal {
  const { title, submit, close, blocks } = view
  return {
    viewId: id,
    appName: findUser(app.user)?.realName ?? app.user,
    title: title.text,
    ...(submit !== undefined && { submit: submit.text }),
    close: close?.text ?? (submit === undefined ? 'Close' : 'Cancel'),
    blocks: [...blocks],
  }
}

function toPageMessage({ workspace, files }: Parts, as: string, message: Message): PageMessage {
  const { channel, ts, threadTs, user, text, blocks, isFromApp, isEdited, visibleTo } = message
  return {
    channel,
    ts,
    ...(threadTs !== undefined && { threadTs }),
    user,
    text,
    blocks: isFromApp ? [...blocks] : [],
    files: message.files.flatMap((id) => toPageFile(files, id)),
    isEphemeral: visibleTo !== undefined,
    isEdited,
    replyCount: workspace.messagesSeenBy(as, channel).filter((other) => other.threadTs === ts).length,
    ...(message.stream !== undefined && { stream: toPageStream(message.stream) }),
  }
}

function toPageStream({ state, isStoppable, tasks }: MessageStream): PageStream {
  return {
    isGrowing: state === 'streaming',
    isStoppable,
    isStopped: state === 'stopped-by-user',
    tasks: tasks.map((task) => ({ ...task })),
  }
}

function toPageUser({ team }: Workspace, user: SeedUser): PageUser {
  const { id, name, realName, title, color } = user
  return { id, name, realName, title, color, isBot: user.isBot === true, isStranger: user.team !== team.id }
}

function toPageChannel({ app, findUser }: Workspace, as: string, conversation: Conversation): PageChannel {
  const { id, name, topic, sharedWith, with: person } = conversation
  const isExternal = sharedWith.length > 0
  if (person === undefined) return { id, name, topic, kind: 'channel', isExternal }
  const other = person === as ? app.user : person
  return { id, name: findUser(other)?.name ?? other, topic, kind: 'direct', isExternal, with: other }
}

function toPageFile(files: Files, id: string) {
  const file = files.find(id)
  if (file === undefined) return []
  const { name, title, size } = file
  return [{ id, name, title, size, url: `/ui/files/${id}` }]
}
