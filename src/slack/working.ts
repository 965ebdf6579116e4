import type { WebClient } from '@slack/web-api'
import type { Delivery } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { Working } from '../core/outbox.ts'
import type { System } from '../core/system.ts'
import { metadataOf } from './posted.ts'
import { postMessage } from './posting.ts'
import { timestampOf } from './receive.ts'
import { liveResponseUrl, postToResponseUrl } from './response-url.ts'

type WorkingOptions = {
  readonly client: WebClient
  readonly system: System
  readonly send: typeof fetch
  readonly log: Log
}

const text = 'Working…'

/** Once, without retries: it is worth something only now, and the answer waits for it. */
export async function sayWorking(delivery: Delivery, options: WorkingOptions): Promise<Working> {
  const { client, system, send } = options
  // The card itself shows that something happens, and must stay.
  if (delivery.isOnCard === true) return { ts: undefined }
  const url = liveResponseUrl(delivery, system)
  if (url !== undefined) {
    await postToResponseUrl(url, { text, replace_original: true }, send)
    return { ts: undefined }
  }
  if (delivery.surface === 'mention') await setStatus(delivery, 'is working…', client)
  if (delivery.surface !== 'direct') return { ts: undefined }
  const message = { text, blocks: [], metadata: metadataOf(delivery, 'working') }
  return { ts: await postMessage(client, delivery, message) }
}

/** The status of a thread stays until it is cleared, since an ephemeral answer does not clear it. */
export async function clearWorking(delivery: Delivery, { client, log }: WorkingOptions): Promise<void> {
  if (delivery.surface !== 'mention') return
  await setStatus(delivery, '', client).catch((error: unknown) => {
    // Slack clears it by itself after two minutes.
    log.debug({ error }, 'a status was not cleared')
  })
}

/** A message cannot be shown to one person and replaced later: the status line of the mention's thread says it instead. */
async function setStatus(delivery: Delivery, status: string, client: WebClient): Promise<void> {
  const thread_ts = delivery.thread ?? timestampOf(delivery)
  await client.assistant.threads.setStatus({ channel_id: delivery.channel, thread_ts, status })
}
