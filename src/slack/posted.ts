import type { MessageMetadata } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { Posted } from '../core/outbox.ts'
import type { Place, Posting } from './posting.ts'
import { timestampOf } from './receive.ts'
import { retryAfterMs } from './slack-error.ts'

type Reading = { readonly client: WebClient; readonly posting: Posting; readonly log: Log }

// Slack's clock may be behind ours by as much as a signed request may be old.
const skewMs = 5 * 60_000
const mostMessages = 200

/** Which delivery a message belongs to, for nobody to see: what a crash leaves unknown is read from it. */
export function metadataOf({ id }: Delivery, state: 'working' | 'answered'): MessageMetadata {
  return { event_type: 'windlass_answer', event_payload: { delivery: id, state } }
}

const marked = z.object({
  ts: z.string(),
  user: z.string().optional(),
  metadata: z.object({
    event_type: z.literal('windlass_answer'),
    event_payload: z.object({ delivery: z.string(), state: z.enum(['working', 'answered']) }),
  }),
})

/**
 * Only lasting messages can be looked up, and those that may be there are all in direct messages. An answer through a
 * response_url replaces itself when it is given again; an ephemeral one, to a mention, may be there twice after a crash.
 */
export async function findPosted(delivery: Delivery, reading: Reading): Promise<Posted> {
  const { channel, messages } = await readDirect(delivery, reading)
  const ours = messages.flatMap((message) => {
    const { data } = marked.safeParse(message)
    // In direct messages there are two: what is not the person's is the bot's.
    return data?.metadata.event_payload.delivery === delivery.id && data.user !== delivery.user ? [data] : []
  })
  const working = ours.find(({ metadata }) => metadata.event_payload.state === 'working')
  const answer = ours.find(({ metadata }) => metadata.event_payload.state === 'answered')
  return {
    isAnswered: answer !== undefined,
    working: working === undefined ? undefined : { ts: working.ts },
    ...(answer === undefined ? {} : { card: { channel, ts: answer.ts } }),
  }
}

type Read = { readonly channel: string; readonly messages: readonly unknown[] }

/** Nothing where Slack refuses: then the answer is given at the risk of a second one. Throws where it is out of reach. */
async function readDirect(delivery: Delivery, { client, posting, log }: Reading): Promise<Read> {
  const { user, isDirect, receivedAt } = delivery
  try {
    const place = isDirect ? delivery : { channel: await posting.openDirect(user), thread: undefined }
    const oldest = ((receivedAt - skewMs) / 1000).toFixed(6)
    const read = (from: Place) => posting.retry('conversations.history', () => readPlace(from, oldest, client))
    // What was streamed stands in the thread that the person's message begins.
    const isRoot = delivery.surface === 'direct' && delivery.thread === undefined
    const streamed = isRoot ? await read({ channel: place.channel, thread: timestampOf(delivery) }) : []
    return { channel: place.channel, messages: [...(await read(place)), ...streamed] }
  } catch (error) {
    if (retryAfterMs(error) !== undefined) throw error
    log.warn({ error, delivery: delivery.id }, 'whether an answer was given before could not be read')
    return { channel: delivery.channel, messages: [] }
  }
}

async function readPlace({ channel, thread }: Place, oldest: string, client: WebClient): Promise<readonly unknown[]> {
  const range = { channel, oldest, limit: mostMessages, include_all_metadata: true }
  // The history of a channel has no replies in it.
  const { messages = [] } =
    thread === undefined
      ? await client.conversations.history(range)
      : await client.conversations.replies({ ...range, ts: thread })
  return messages
}
