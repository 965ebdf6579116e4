import type { Clock } from './clock.ts'
import type { Feed } from './feed.ts'
import { newSlackId } from './ids.ts'
import { createMessages, type Message } from './messages.ts'
import type { SeedUser, WorkspaceSeed } from './seed.ts'

export type Conversation = {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly members: ReadonlySet<string>
  readonly sharedWith: readonly string[]
  /** The person at the other end of a direct message with the bot. */
  readonly with: string | undefined
}

export type Workspace = ReturnType<typeof createWorkspace>

type WorkspaceOptions = { seed: WorkspaceSeed; clock: Clock; feed: Feed }

/** People, conversations and messages, in memory. Every change of a message is published. */
export function createWorkspace({ seed, clock, feed }: WorkspaceOptions) {
  const users = new Map(seed.users.map((user) => [user.id, user]))
  const { team, app, userGroups } = seed
  const conversations = createConversations(seed)
  const findConversation = (id: string): Conversation | undefined => conversations.get(id)
  const messages = createMessages({ clock, feed })

  function isSeenBy(user: string, { channel, visibleTo }: Message): boolean {
    const isMember = findConversation(channel)?.members.has(user) === true
    return isMember && (visibleTo === undefined || visibleTo === user)
  }
  return {
    team,
    app,
    userGroups,
    findUser: (id: string): SeedUser | undefined => users.get(id),
    listUsers: () => [...users.values()],
    findConversation,
    listConversations: () => [...conversations.values()],
    /** The person's direct messages with the bot, opened when there are none yet. */
    openDirect: (user: string) => findDirect(conversations, user) ?? addDirect(conversations, seed, user),
    join(channel: string, user: string): void {
      const conversation = findConversation(channel)
      if (conversation === undefined) return
      conversations.set(channel, { ...conversation, members: new Set([...conversation.members, user]) })
    },
    ...messages,
    isSeenBy,
    messagesSeenBy: (user: string, channel: string) =>
      messages.listMessages(channel).filter((message) => isSeenBy(user, message)),
  }
}

function createConversations(seed: WorkspaceSeed): Map<string, Conversation> {
  const channels = seed.channels.map(
    (channel): Conversation => ({ ...channel, members: new Set(channel.members), with: undefined }),
  )
  const directs = seed.directs.map(({ id, user }) => directWith(seed, id, user))
  return new Map([...channels, ...directs].map((conversation) => [conversation.id, conversation]))
}

function directWith(seed: WorkspaceSeed, id: string, user: string): Conversation {
  return { id, name: '', topic: '', members: new Set([user, seed.app.user]), sharedWith: [], with: user }
}

function findDirect(conversations: Map<string, Conversation>, user: string): Conversation | undefined {
  return [...conversations.values()].find((conversation) => conversation.with === user)
}

function addDirect(conversations: Map<string, Conversation>, seed: WorkspaceSeed, user: string): Conversation {
  const direct = directWith(seed, newSlackId('D'), user)
  conversations.set(direct.id, direct)
  return direct
}
