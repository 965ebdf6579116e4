import type { WebClient } from '@slack/web-api'
import type { Delivery } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { Answer, Outbox, Working } from '../core/outbox.ts'
import type { People } from '../core/people.ts'
import type { System } from '../core/system.ts'
import { createCards } from './cards.ts'
import { postFollowed } from './followed.ts'
import { openForm } from './form.ts'
import type { OpenStreams } from './open-streams.ts'
import { passing, place, type Way } from './place.ts'
import { findPosted, metadataOf } from './posted.ts'
import { createPosting, type Lasting, type Posting } from './posting.ts'
import { timestampOf } from './receive.ts'
import { liveResponseUrl } from './response-url.ts'
import { sendFile } from './send-file.ts'
import { shareable } from './shared-view.ts'
import { toUserError } from './slack-error.ts'
import { createStreams } from './stream.ts'
import { announceAgain } from './stream-root.ts'
import { clearWorking, sayWorking } from './working.ts'

export type OutboxOptions = {
  readonly client: WebClient
  readonly people: People
  readonly openStreams: OpenStreams
  readonly system: System
  readonly log: Log
  readonly send: typeof fetch
}

/** The only place that writes to Slack. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, people, system, log, send } = options
  const posting = createPosting(options)
  const cards = createCards({ ...options, posting })
  const streams = createStreams({ ...options, posting })
  return {
    sayWorking: (delivery) => sayWorking(delivery, options),
    findPosted: (delivery) => translated('say what was posted', () => findPosted(delivery, { client, posting, log })),
    answer: (answer) =>
      translated('place the answer', async () => {
        const shown = answer.isKept === true ? { ...answer, isCard: true as const } : answer
        await place(waysOf(answer, { posting, system }), shown, log)
        // Not waited for: a crash meanwhile must not find an answer that is not marked as given.
        if (answer.working !== undefined) void clearWorking(answer.delivery, options)
      }),
    postCard: (answer, where) => translated('take the card', () => cards.post(answer, where)),
    postFollowed: (answer, pointer) =>
      translated('take the message', () => postFollowed({ answer, pointer }, { ...options, posting })),
    openStream: (delivery, where, asked) =>
      translated('take the stream', () => streams.open(delivery, { where, asked })),
    announceAgain: (delivery, kept) => announceAgain(delivery, kept, { ...options, posting }),
    updateCard: (card, shown) => translated('bring the card up to date', () => cards.update(card, shown)),
    tellPerson: (user, view, recordId) => translated('take the message', () => cards.tell(user, { view, recordId })),
    openForm: (trigger, form) => translated('open the form', () => openForm(trigger, form, { client, system, log })),
    share: (delivery, view) =>
      translated('share this', async () => {
        const shared = await shareable(view, delivery.user, people)
        await place([passing((message) => posting.post(delivery, message))], { view: shared, recordId: '' }, log)
      }),
    sendFile: (user, file) => translated('take the file', () => sendFile({ user, file }, { client, posting, send })),
  }
}

/** Where an answer may be put, best first. */
function waysOf(
  { delivery, working, isOpen }: Answer,
  { posting, system }: { posting: Posting; system: System },
): Way[] {
  const { channel, user, isDirect, isOnCard } = delivery
  const url = liveResponseUrl(delivery, system)
  const lasting = (put: (message: Lasting) => Promise<unknown>): Way => ({
    put: (message) => put({ ...message, metadata: metadataOf(delivery, 'answered') }),
    isFoundAgain: true,
  })
  // Beside a card each answer is a message of its own, so that one given again after a crash may be there twice.
  const respond = isOnCard === true ? posting.respondBeside : posting.respond
  const direct = async () => (isDirect ? channel : posting.openDirect(user))
  return [
    ...replacing(working, { direct, isOpen, posting }).map((put) => (isOpen === true ? passing(put) : lasting(put))),
    // Not to be found again after a crash: that takes channels:history, and with it all that is said in a channel.
    ...(isOpen === true ? [passing((message) => posting.post({ channel, thread: threadOf(delivery) }, message))] : []),
    ...(url === undefined ? [] : [passing((message) => respond(url, message))]),
    isDirect
      ? lasting((message) => posting.post(delivery, message))
      : passing((message) => posting.postTo(user, delivery, message)),
    // Also where the bot is no member of the channel, as is usual for slash commands.
    lasting(async (message) => {
      const channelOfBot = await posting.openDirect(user)
      if (channelOfBot === channel) throw new Error('the direct messages do not take the answer')
      await posting.post({ channel: channelOfBot, thread: undefined }, message)
    }),
  ]
}

type Replacing = {
  readonly direct: () => Promise<string>
  readonly isOpen: true | undefined
  readonly posting: Posting
}

/** What was followed or streamed may be elsewhere than where it was asked for, and ends where it stands. */
function replacing(
  { ts, channel }: Working = { ts: undefined },
  { direct, isOpen, posting }: Replacing,
): ((message: Lasting) => Promise<void>)[] {
  if (ts === undefined) return []
  return [
    async (message) => {
      const own = isOpen === true && channel !== undefined ? channel : await direct()
      // What only one person may read does not take the place of what everyone sees.
      if (channel !== undefined && channel !== own) throw new Error('the answer is for one person alone')
      await posting.update({ channel: own, ts }, message)
    },
  ]
}

/** The thread of a mention: the one that it stands in, else the one that it begins. */
function threadOf(delivery: Delivery): string {
  return delivery.thread ?? timestampOf(delivery)
}

async function translated<T>(doing: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw toUserError(error, doing)
  }
}
