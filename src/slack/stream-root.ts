import type { WebClient } from '@slack/web-api'
import type { Card } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Working } from '../core/outbox.ts'
import { type Text, text } from '../core/text.ts'
import type { CardsOptions } from './cards.ts'
import { leaveWord } from './leave-word.ts'
import { metadataOf } from './posted.ts'
import { postMessage } from './posting.ts'
import { renderMessage } from './render.ts'

type Asked = { readonly asked: Text; readonly channel: string }

/** Once, as it is worth something only now. Marked as no answer yet: after a crash, the answer takes its place. */
export async function postAsked(delivery: Delivery, { asked, channel }: Asked, client: WebClient): Promise<Card> {
  const message = renderMessage({ lead: asked, parts: [], actions: [] }, '')
  const metadata = metadataOf(delivery, 'working')
  const ts = await postMessage(client, { channel, thread: undefined }, { ...message, metadata })
  if (ts === undefined) throw new Error('chat.postMessage gave no timestamp')
  return { channel, ts }
}

/** Never throws. */
export async function takeAway({ channel, ts }: Card, { posting, client, log }: CardsOptions): Promise<void> {
  await posting
    .retry('chat.delete', () => client.chat.delete({ channel, ts }))
    .catch((error: unknown) => log.warn({ error }, 'a message that says nothing any more could not be deleted'))
}

type Pointing = { readonly delivery: Delivery; readonly said: Working | undefined }

/** Where it was asked, if the answer is elsewhere. Never throws. */
export async function pointTo(card: Card, { delivery, said }: Pointing, options: CardsOptions): Promise<void> {
  const url = card.channel === delivery.channel ? undefined : await findLink(card, options)
  const where = 'your direct messages with Windlass'
  const pointer = text`The language model answers in ${url === undefined ? where : { link: where, url }}.`
  const view = { lead: pointer, parts: [], actions: [] }
  await leaveWord({ answer: { delivery, view, recordId: '', working: said }, card, pointer }, options)
}

/** After a crash, for a stream or what was posted above one: it is not known how far it had come. Never throws. */
export async function announceAgain(
  delivery: Delivery,
  { ts, channel: kept }: Working,
  options: CardsOptions,
): Promise<void> {
  const { isDirect, user, surface } = delivery
  if (ts === undefined || isDirect) return
  try {
    const channel = kept ?? (await options.posting.openDirect(user))
    // In place of "Working…", or of itself. But what a button was pressed on may still stand there.
    await pointTo({ channel, ts }, { delivery, said: surface === 'click' ? undefined : { ts } }, options)
  } catch (error) {
    options.log.warn({ error, delivery: delivery.id }, 'where an answer is could not be said again')
  }
}

async function findLink({ channel, ts }: Card, { client, log }: CardsOptions): Promise<string | undefined> {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink
  } catch (error) {
    log.debug({ error }, 'a message has no link')
    return undefined
  }
}
