import type { MessageMetadata } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Card } from '../core/change.ts'
import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { createPace } from './pace.ts'
import type { Message } from './render.ts'
import { postToResponseUrl } from './response-url.ts'
import { withRetries } from './retry.ts'
import { isAddressGone, isStillStreaming, isTimeout } from './slack-error.ts'

/** Where a message goes. `thread` only where an answer belongs into one. */
export type Place = { readonly channel: string; readonly thread: string | undefined }

/** A message that lasts, with what it says to nobody but Windlass (posted.ts). */
export type Lasting = Message & { readonly metadata?: MessageMetadata }

/** The ways in which Slack takes a message, each tried again for as long as it may still be wanted. */
export type Posting = {
  /** Replaces what was said under this address before. */
  respond(url: string, message: Message): Promise<void>
  /** As a message of its own, for the person alone. */
  respondBeside(url: string, message: Message): Promise<void>
  /** Deletes what was said under this address before. */
  takeBack(url: string): Promise<void>
  /** For everyone in the channel. Gives the timestamp of the message. */
  post(place: Place, message: Lasting): Promise<string | undefined>
  /** For one person in the channel. */
  postTo(user: string, place: Place, message: Message): Promise<void>
  update(card: Card, message: Lasting): Promise<void>
  /** The same without trying again. */
  updateOnce(card: Card, message: Lasting): Promise<void>
  /** The id of the person's direct messages with the bot. */
  openDirect(user: string): Promise<string>
  retry<T>(what: string, attempt: () => Promise<T>): Promise<T>
  /** For what shows a second time when it is done a second time. Nothing where Slack has not said whether it did it. */
  retryPost<T>(what: string, attempt: () => Promise<T>): Promise<T | undefined>
}

export type PostingOptions = {
  readonly client: WebClient
  readonly send: typeof fetch
  readonly system: System
  readonly log: Log
}

// An outage of Slack that a person would sit out, several times over; far shorter than the response_url lives.
const patienceMs = 120_000
const peopleRemembered = 1_000

// No preview of a link that happens to stand in an instance's tags.
const quiet = { unfurl_links: false, unfurl_media: false } as const

export function createPosting({ client, send, system, log }: PostingOptions): Posting {
  const pace = createPace(system)
  const directs = new LRUCache<string, string>({ max: peopleRemembered })
  const retry = <T>(what: string, attempt: () => Promise<T>): Promise<T> =>
    withRetries(attempt, { what, patienceMs }, { system, log })
  // Not certain is what became of a post that Slack has not answered in half a minute: one that it did not take it mostly
  // refuses at once. Posted again, or another way, it would certainly stand there twice in the one case; counted as given
  // it is missing in the other, the rarer one. What replaces (chat.update, a response_url) is simply tried again.
  const retryPost = <T>(what: string, attempt: () => Promise<T>): Promise<T | undefined> =>
    retry(what, () => attempt().catch((error: unknown) => countAsGiven(error, { what, log })))
  return {
    retry,
    retryPost,
    respond: (url, message) =>
      replace(() => postToResponseUrl(url, { ...message, replace_original: true }, send), retry),
    async respondBeside(url, message) {
      await retryPost('response_url', () => postToResponseUrl(url, { ...message, replace_original: false }, send))
    },
    takeBack: (url) => replace(() => postToResponseUrl(url, { delete_original: true }, send), retry),
    post: (place, message) =>
      retryPost('chat.postMessage', async () => {
        await pace.turn(place.channel)
        return postMessage(client, place, message)
      }),
    async postTo(user, place, message) {
      await retryPost('chat.postEphemeral', () => client.chat.postEphemeral({ ...placed(place), user, ...message }))
    },
    update: (card, message) => retry('chat.update', () => updateEnded(card, message, client)),
    updateOnce: (card, message) => updateOnce(card, message, client),
    async openDirect(user) {
      const known = directs.get(user)
      if (known !== undefined) return known
      const { channel } = await retry('conversations.open', () => client.conversations.open({ users: user }))
      if (channel?.id === undefined) throw new Error('conversations.open gave no channel')
      directs.set(user, channel.id)
      return channel.id
    },
  }
}

async function updateOnce({ channel, ts }: Card, message: Lasting, client: WebClient): Promise<void> {
  await client.chat.update({ channel, ts, ...message })
}

/** The same also where Windlass was killed in the middle of an answer. */
async function updateEnded(card: Card, message: Lasting, client: WebClient): Promise<void> {
  try {
    await updateOnce(card, message, client)
  } catch (error) {
    if (!isStillStreaming(error)) throw error
    await client.chat.stopStream({ channel: card.channel, ts: card.ts })
    await updateOnce(card, message, client)
  }
}

async function replace(attempt: () => Promise<void>, retry: Posting['retry']): Promise<void> {
  let mayBeThere = false
  try {
    await retry('response_url', () =>
      attempt().catch((error: unknown) => {
        mayBeThere ||= isTimeout(error)
        throw error
      }),
    )
  } catch (error) {
    // Used up by the very tries that Slack took without saying so.
    if (!mayBeThere || !isAddressGone(error)) throw error
  }
}

function countAsGiven(error: unknown, { what, log }: { what: string; log: Log }): undefined {
  if (!isTimeout(error)) throw error
  log.warn({ what, error }, 'Slack has not said whether it took a message: it counts as given')
  return undefined
}

export async function postMessage(client: WebClient, place: Place, message: Lasting): Promise<string | undefined> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is Slack's method, not a window's
  const { ts } = await client.chat.postMessage({ ...placed(place), ...message, ...quiet })
  return ts
}

function placed({ channel, thread }: Place) {
  return thread === undefined ? { channel } : { channel, thread_ts: thread }
}
