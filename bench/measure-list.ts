import { setTimeout as sleep } from 'node:timers/promises'
import type { SlackEmulator } from '../src/playground/slack/emulator.ts'
import type { Block } from '../src/playground/slack/messages.ts'
import { channels, people } from '../src/playground/world/slack.ts'
import type { Measured } from './contestant.ts'

const ada = people.ada.id
const otherCommandsEveryMs = 20
const patienceMs = 30_000

type Listed = { readonly command: string; readonly total: number }

/** Milliseconds from the command to its answer with a table and this total. */
export async function measureList(slack: SlackEmulator, { command, total }: Listed): Promise<number> {
  const isTotal = new RegExp(`\\b(?:${total}|${total.toLocaleString('en')})\\b`)
  const startedAt = performance.now()
  const answered = slack.nextMessage(
    ({ channel, blocks, text }) => channel === channels.ops && blocks.some(isTable) && isTotal.test(text),
  )
  await send(slack, command)
  if ((await Promise.race([answered, sleep(patienceMs, undefined, { ref: false })])) === undefined)
    throw new Error(`No such list: ${slack.messagesSeenBy(ada, channels.ops).at(-1)?.text}`)
  return performance.now() - startedAt
}

function isTable({ type }: Block): boolean {
  return type === 'table' || type === 'data_table'
}

/** The same, several times in a row. */
export async function listAgain(slack: SlackEmulator, listed: Listed, times: number): Promise<Measured> {
  const answerMs: number[] = []
  // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
  while (answerMs.length < times) answerMs.push(await measureList(slack, listed))
  return { answerMs, ackMs: [] }
}

/** While other commands come in; and how long these took to be acknowledged. */
export async function listAmongOthers(slack: SlackEmulator, listed: Listed, times: number): Promise<Measured> {
  const done = new AbortController()
  const acks = ackTimes(slack, done.signal)
  const { answerMs } = await listAgain(slack, listed, times)
  done.abort()
  return { answerMs, ackMs: await acks }
}

async function ackTimes(slack: SlackEmulator, signal: AbortSignal): Promise<number[]> {
  const times: Promise<number>[] = []
  while (!signal.aborted) {
    const startedAt = performance.now()
    times.push(send(slack, '/ec2 help').then(() => performance.now() - startedAt))
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await sleep(otherCommandsEveryMs)
  }
  return Promise.all(times)
}

async function send(slack: SlackEmulator, text: string): Promise<void> {
  const reply = await slack.act.send({ as: ada, channel: channels.ops, text })
  if (!reply.ok) throw new Error(reply.error)
}
