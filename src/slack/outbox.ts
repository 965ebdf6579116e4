import type { WebClient } from '@slack/web-api'
import type { Delivery } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { Answer, Outbox, Working } from '../core/outbox.ts'
import type { People } from '../core/people.ts'
import type { System } from '../core/system.ts'
import type { View } from '../core/view.ts'
import { plainView } from './plain-view.ts'
import { createPosting, type Posting } from './posting.ts'
import { type Message, renderMessage } from './render.ts'
import { liveResponseUrl } from './response-url.ts'
import { sendFile } from './send-file.ts'
import { shareable } from './shared-view.ts'
import { areBlocksRefused, retryAfterMs, toUserError } from './slack-error.ts'
import { clearWorking, sayWorking } from './working.ts'

export type OutboxOptions = {
  readonly client: WebClient
  readonly people: People
  readonly system: System
  readonly log: Log
  readonly send: typeof fetch
}

/** The only place that writes to Slack. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, people, system, log, send } = options
  const posting = createPosting(options)
  return {
    sayWorking: (delivery) => sayWorking(delivery, options),
    answer: (answer) =>
      translated('place the answer', async () => {
        await place(waysOf(answer, { posting, system }), answer, log)
        // Not waited for: a crash meanwhile must not find an answer that is not marked as given.
        if (answer.working !== undefined) void clearWorking(answer.delivery, options)
      }),
    share: (delivery, view) =>
      translated('share this', async () => {
        const shared = await shareable(view, delivery.user, people)
        await place([(message) => posting.post(delivery, message)], { view: shared, recordId: '' }, log)
      }),
    sendFile: (user, file) => translated('take the file', () => sendFile({ user, file }, { client, posting, send })),
  }
}

type Way = (message: Message) => Promise<unknown>

/** Where an answer may be put, best first. */
function waysOf({ delivery, working }: Answer, { posting, system }: { posting: Posting; system: System }): Way[] {
  const { channel, user, isDirect } = delivery
  const url = liveResponseUrl(delivery, system)
  return [
    ...(url === undefined ? [] : [(message: Message) => posting.respond(url, message)]),
    ...updateOf(delivery, working, posting),
    isDirect ? (message) => posting.post(delivery, message) : (message) => posting.postTo(user, delivery, message),
    // Also where the bot is no member of the channel, as is usual for slash commands.
    async (message) => {
      const direct = await posting.openDirect(user)
      if (direct === channel) throw new Error('the direct messages do not take the answer')
      await posting.post({ channel: direct, thread: undefined }, message)
    },
  ]
}

function updateOf({ channel }: Delivery, working: Working | undefined, posting: Posting): Way[] {
  const ts = working?.ts
  return ts === undefined ? [] : [(message) => posting.update({ channel, ts }, message)]
}

/** Takes the first way that Slack takes. Out of reach is no reason to try another: what was sent may have arrived. */
async function place(
  ways: readonly Way[],
  { view, recordId }: { view: View; recordId: string },
  log: Log,
): Promise<void> {
  const message = renderMessage(view, recordId)
  let failure: unknown
  for (const way of ways) {
    try {
      await plainlyIfNeeded(way, { message, view, log })
      return
    } catch (error) {
      if (retryAfterMs(error) !== undefined) throw error
      log.debug({ error }, 'an answer goes another way')
      failure ??= error
    }
  }
  throw failure
}

type Sent = { readonly message: Message; readonly view: View; readonly log: Log }

/** A person always has an answer: as text where Slack does not take the blocks, which is a fault of ours to be logged. */
async function plainlyIfNeeded(way: Way, { message, view, log }: Sent): Promise<void> {
  try {
    await way(message)
  } catch (error) {
    if (!areBlocksRefused(error)) throw error
    log.error({ error }, 'Slack refused the blocks of an answer: it is sent as text')
    await way({ text: plainView(view), blocks: [] })
  }
}

async function translated<T>(doing: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw toUserError(error, doing)
  }
}
