import type { Clock } from './clock.ts'
import type { Feed } from './feed.ts'
import type { Metadata } from './metadata.ts'
import type { MessageStream } from './streams.ts'
import { createTimestamps } from './timestamps.ts'

export type Block = Record<string, unknown>

export type Message = {
  readonly channel: string
  readonly ts: string
  readonly threadTs: string | undefined
  readonly user: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly files: readonly string[]
  /** The only person who sees it: an ephemeral message. */
  readonly visibleTo: string | undefined
  /** Posted by the app, not by a person. */
  readonly isFromApp: boolean
  readonly isEdited: boolean
  readonly clientMsgId: string | undefined
  readonly metadata: Metadata | undefined
  /** Written piece by piece. */
  readonly stream: MessageStream | undefined
  /** Whom it pinged: user ids, and `!channel`, `!here`, `!everyone`, `!subteam^S…`. Nobody, if ephemeral. */
  readonly notifies: readonly string[]
}

type Draft = Pick<Message, 'channel' | 'user' | 'text' | 'blocks' | 'isFromApp'> &
  Partial<Pick<Message, 'threadTs' | 'files' | 'visibleTo' | 'clientMsgId' | 'metadata' | 'notifies' | 'stream'>>

const blank = {
  threadTs: undefined,
  files: [],
  visibleTo: undefined,
  clientMsgId: undefined,
  metadata: undefined,
  stream: undefined,
  notifies: [],
}

/** Every message of the workspace. An edit replaces the record and keeps its place. */
export function createMessages({ clock, feed }: { clock: Clock; feed: Feed }) {
  const messages = new Map<string, Message>()
  const nextTs = createTimestamps(clock)
  return {
    post(draft: Draft, ts = nextTs()): Message {
      const message = { ...blank, ...draft, ts, isEdited: false }
      messages.set(key(message.channel, ts), message)
      feed.publish({ type: 'posted', message })
      return message
    },
    change(before: Message, patch: Partial<Omit<Message, 'channel' | 'ts'>>): Message {
      const message = { ...before, ...patch }
      messages.set(key(message.channel, message.ts), message)
      feed.publish({ type: 'changed', message, before })
      return message
    },
    remove(message: Message): void {
      messages.delete(key(message.channel, message.ts))
      feed.publish({ type: 'deleted', message })
    },
    findMessage: (channel: string, ts: string) => messages.get(key(channel, ts)),
    /** Oldest first. */
    listMessages: (channel: string) => [...messages.values()].filter((message) => message.channel === channel),
  }
}

const key = (channel: string, ts: string) => `${channel}/${ts}`
