import type { AnyChunk } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import type { Stream, Working } from '../core/outbox.ts'
import type { Text } from '../core/text.ts'
import type { CardsOptions } from './cards.ts'
import type { OpenStreams, StreamPlace } from './open-streams.ts'
import { createPace, type Pace } from './pace.ts'
import type { Place, Posting } from './posting.ts'
import { timestampOf } from './receive.ts'
import { withRetries } from './retry.ts'
import { isStoppedByUser, retryAfterMs } from './slack-error.ts'
import { createStreamBuffer, firstStep, type StreamBuffer, taskChunk } from './stream-buffer.ts'
import { pointTo, postAsked, takeAway } from './stream-root.ts'

export type StreamOptions = CardsOptions & { readonly openStreams: OpenStreams }

type Wanted = { readonly where: 'openly' | 'directly'; readonly asked: Text }

export type Streams = { open(delivery: Delivery, wanted: Wanted): Promise<Stream> }

// chat.appendStream is of tier 4, "100+ per minute" for the whole workspace: all streams share it.
const appendIntervalMs = 600
// chat.stopStream is of tier 2, and the answer waits for it.
const stopPatienceMs = 20_000

type Writing = StreamOptions & { readonly pace: Pace; readonly place: StreamPlace }

export function createStreams(options: StreamOptions): Streams {
  const pace = createPace(options.system, appendIntervalMs)
  return {
    async open(delivery, wanted) {
      const { ts, ...at } = await startBelow(delivery, wanted, options)
      const writing = { ...options, pace, place: { ...at, ts } }
      return write(delivery, writing)
    },
  }
}

/** Slack streams into direct messages only below a message: where there is none, what was asked is posted first. */
async function startBelow(delivery: Delivery, { where, asked }: Wanted, options: StreamOptions): Promise<StreamPlace> {
  const { client, posting } = options
  const at = await placeOf(delivery, where, posting)
  if (at.thread !== undefined) return { ...at, ts: await start(delivery, at, client) }
  const root = await postAsked(delivery, { asked, channel: at.channel }, client)
  const below = { ...at, thread: root.ts }
  try {
    return { ...below, ts: await start(delivery, below, client) }
  } catch (error) {
    await takeAway(root, options)
    throw error
  }
}

async function placeOf(
  delivery: Delivery,
  where: 'openly' | 'directly',
  posting: Pick<Posting, 'openDirect'>,
): Promise<Place> {
  const { channel, isDirect, user } = delivery
  if (where === 'openly' || isDirect) return { channel, thread: rootOf(delivery) }
  return { channel: await posting.openDirect(user), thread: undefined }
}

/** The message that it answers. The id of anything but a message does not end in one. */
function rootOf(delivery: Delivery): string | undefined {
  const isMessage = delivery.surface === 'mention' || delivery.surface === 'direct'
  return delivery.thread ?? (isMessage ? timestampOf(delivery) : delivery.cardTs)
}

/** Once, without trying again: it is worth something only now. */
async function start({ team, user }: Delivery, { channel, thread }: Place, client: WebClient): Promise<string> {
  // By its name, since the SDK's types ask for a thread, which Slack does not in channels.
  const answer = await client.apiCall('chat.startStream', {
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    recipient_team_id: team,
    recipient_user_id: user,
    chunks: [taskChunk({ id: '1', title: firstStep }, 'in_progress')],
  })
  return started.parse(answer).ts
}

const started = z.object({ ts: z.string() })

function write(delivery: Delivery, writing: Writing): Stream {
  const { place, log, openStreams } = writing
  const { channel, ts } = place
  const buffer = createStreamBuffer()
  const isOffered = setSession(delivery, 'processing', writing)
  let announcing: Promise<void> | undefined
  const stopping = new AbortController()
  const sending = sendingFrom(buffer, stopping, writing)
  const forget = openStreams.add(place, (user) => {
    // Slack takes nothing more then, whoever it was; but the answer is for the one who asked.
    sending.refuse()
    if (user === undefined || user === delivery.user) stopping.abort()
  })
  return {
    append: (words) => sending.add(() => buffer.append(words)),
    step: (title) => sending.add(() => buffer.step(title)),
    place: { ts, channel },
    stopped: stopping.signal,
    announce: (said) => void (announcing = announce({ delivery, said }, writing)),
    async end() {
      const chunks = await sending.end()
      const hasSession = await isOffered
      const isClosed = await close(chunks, hasSession, writing)
      // Slack leaves it to the app where a person has stopped it (docs.slack.dev, agent_session_stopped).
      if (hasSession && !isClosed) void setSession(delivery, 'active', writing)
      forget()
      log.debug({ delivery: delivery.id, isClosed }, 'a stream has ended')
      // What is answered is not taken up again after a crash: then nothing would lead there.
      await announcing
    },
  }
}

async function announce(
  { delivery, said }: { readonly delivery: Delivery; readonly said: Working | undefined },
  writing: Writing,
): Promise<void> {
  const { channel } = delivery
  if (said?.ts !== undefined) await takeAway({ channel, ts: said.ts }, writing)
  else await pointTo(writing.place, { delivery, said }, writing)
}

/** Sends what is put into the buffer, as fast as Slack takes it, until it ends or Slack takes nothing more. */
function sendingFrom(buffer: StreamBuffer, stopping: AbortController, writing: Writing) {
  const over = new AbortController()
  let isRefused = false
  let unsent: AnyChunk[] = []
  let sending: Promise<void> | undefined
  const take = () => (over.signal.aborted ? [] : buffer.take(false))
  const refuse = () => {
    isRefused = true
    over.abort()
  }
  const send = async () => {
    for (let chunks = take(); chunks.length > 0; chunks = take()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or Slack mixes them up
      const became = await append(chunks, over.signal, writing)
      if (became === 'late') unsent = chunks
      // Unless it is known that somebody else has.
      if (became === 'stopped' && !isRefused) stopping.abort()
      if (became === 'stopped' || became === 'refused') refuse()
    }
  }
  return {
    refuse,
    add(put: () => void): void {
      if (over.signal.aborted) return
      put()
      // Whoever comes while it is being sent is sent next, by the same loop.
      sending = sending === undefined ? send() : sending.then(send)
    },
    /** Gives what is left to be sent. */
    async end(): Promise<AnyChunk[]> {
      over.abort()
      await sending
      return isRefused ? [] : [...unsent, ...buffer.take(true)]
    },
  }
}

/** `late`: the stream ended before, and its end may bring them. Else it takes nothing more, and the answer tells all. */
async function append(
  chunks: AnyChunk[],
  signal: AbortSignal,
  { client, place: { channel, ts }, pace, system, log }: Writing,
): Promise<'sent' | 'late' | 'stopped' | 'refused'> {
  const isDue = () =>
    pace.turn('', signal).then(
      () => !signal.aborted,
      () => false,
    )
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  while (await isDue()) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await client.chat.appendStream({ channel, ts, chunks })
      return 'sent'
    } catch (error) {
      const waitMs = retryAfterMs(error) ?? 0
      if (waitMs === 0) {
        log.debug({ error }, 'a stream takes nothing more')
        return isStoppedByUser(error) ? 'stopped' : 'refused'
      }
      // oxlint-disable-next-line no-await-in-loop -- Slack asked for it
      await system.sleep(waitMs, signal).catch(() => undefined)
    }
    if (signal.aborted) break
  }
  return 'late'
}

async function close(
  chunks: AnyChunk[],
  hasSession: boolean,
  { client, place: { channel, ts }, system, log }: Writing,
): Promise<boolean> {
  const stop = () =>
    client.chat.stopStream({
      channel,
      ts,
      ...(chunks.length === 0 ? {} : { chunks }),
      ...(hasSession ? { session_status: 'active' } : {}),
    })
  try {
    await withRetries(stop, { what: 'chat.stopStream', patienceMs: stopPatienceMs }, { system, log })
    return true
  } catch (error) {
    log.debug({ error }, 'a stream was over before it was stopped')
    return false
  }
}

/** Slack shows its Stop while a session is being processed, and only for apps with agent_view: else there is none. */
async function setSession(
  { user }: Delivery,
  status: 'processing' | 'active',
  { client, place: { channel, thread }, log }: Writing,
): Promise<boolean> {
  if (thread === undefined) return false
  try {
    const place = { channel_id: channel, thread_ts: thread, initiator_user_id: user }
    await client.agents.sessions.setStatus({ ...place, status })
    return true
  } catch (error) {
    log.debug({ error }, 'a stream has no Stop')
    return false
  }
}
