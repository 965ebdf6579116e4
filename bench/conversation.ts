import { setTimeout as sleep } from 'node:timers/promises'
import type { SlackEmulator } from '../src/playground/slack/emulator.ts'
import type { Message } from '../src/playground/slack/messages.ts'
import { system } from '../src/system.ts'
import type { Person } from './crowd.ts'

/** When it was confirmed is in milliseconds since 1970, like what AWS writes down; the rest are durations. */
export type Followed = { readonly cardMs: number; readonly confirmedAt: number; readonly endMs: number }

type Stage = { readonly slack: SlackEmulator; readonly acks: number[] }

const patienceMs = 60_000

/** What is delivered to the bot is timed until it is acknowledged. */
async function delivered(send: () => Promise<{ ok: boolean; error?: string }>, acks: number[]): Promise<void> {
  const startedAt = performance.now()
  const { ok, error } = await send()
  acks.push(performance.now() - startedAt)
  if (!ok) throw new Error(error)
}

/** Proposes, confirms at once and follows to the end. */
export async function stopInstances(person: Person, glob: string, { slack, acks }: Stage): Promise<Followed> {
  const { id: as, channel } = person
  const startedAt = performance.now()
  await delivered(() => slack.act.send({ as, channel, text: `/ec2 stop ${glob}` }), acks)
  const { card, button } = await wait(slack, person, () => findCard(slack, person))
  const cardMs = performance.now() - startedAt
  const confirmedAt = system.now()
  await delivered(() => slack.act.act({ as, channel, ts: card.ts, ...button }), acks)
  await wait(slack, person, () =>
    slack.messagesSeenBy(as, channel).find(({ ts, text }) => ts === card.ts && text.startsWith('Stopped')),
  )
  return { cardMs, confirmedAt, endMs: system.now() - confirmedAt }
}

/** Lists again and again, each time as soon as the one before was answered; how long each took. */
export async function listUntil(done: AbortSignal, person: Person, { slack, acks }: Stage): Promise<number[]> {
  const { id: as, channel } = person
  const times: number[] = []
  const countTables = () => slack.messagesSeenBy(as, channel).filter(isList).length
  while (!done.aborted) {
    const before = countTables()
    const startedAt = performance.now()
    // oxlint-disable no-await-in-loop -- one after the other is the point
    await delivered(() => slack.act.send({ as, channel, text: '/ec2 list' }), acks)
    await wait(slack, person, () => (countTables() > before ? true : undefined))
    // oxlint-enable no-await-in-loop
    times.push(performance.now() - startedAt)
  }
  return times
}

async function wait<T>(slack: SlackEmulator, { id, channel }: Person, find: () => T | undefined): Promise<T> {
  const late = new AbortController()
  const found = await Promise.race([
    slack.until(find),
    sleep(patienceMs, undefined, { ref: false, signal: late.signal }),
  ])
  late.abort()
  if (found === undefined) throw new Error(`${id} waits in vain: ${slack.messagesSeenBy(id, channel).at(-1)?.text}`)
  return found
}

function isList({ text, blocks }: Message): boolean {
  return blocks.some(({ type }) => type === 'table' || type === 'data_table') && /\b1,?000\b/.test(text)
}

function findCard(slack: SlackEmulator, { id, channel }: Person) {
  for (const card of slack.messagesSeenBy(id, channel)) {
    const button = findButton(card)
    if (button !== undefined) return { card, button }
  }
  return undefined
}

/** Only of a change that waits for its confirmation there is such a button. */
function findButton({ blocks }: Message) {
  for (const { elements, block_id: blockId } of blocks) {
    const found = Array.isArray(elements) ? elements.find(({ text }) => /^Stop \d/.test(String(text?.text))) : undefined
    if (found !== undefined) return { blockId: String(blockId), actionId: String(found.action_id) }
  }
  return undefined
}
