import { setTimeout as sleep } from 'node:timers/promises'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { type SlackEmulator, startSlack } from '../src/playground/slack/emulator.ts'
import type { Block } from '../src/playground/slack/messages.ts'
import { channels, people, slackSeed } from '../src/playground/world/slack.ts'
import { system } from '../src/system.ts'
import { type Program, type Running, startProgram } from './program.ts'
import { account, awsEnvironment, tokens } from './setting.ts'

/** One of the two programs that are compared, with a Slack of its own. */
export type Contestant = Running & {
  readonly name: string
  /** Milliseconds from `/ec2 list` to its answer with a table. */
  list(instances: number): Promise<number>
  /** The same, several times in a row, while other commands come in; and the milliseconds of their acknowledgements. */
  listAmongOthers(instances: number, times: number): Promise<{ answerMs: number[]; ackMs: number[] }>
}

export const bareApp: Program = { name: 'bare Bolt app', command: ['bench/bare-app.ts'] }

const ada = people.ada.id
const otherCommandsEveryMs = 20
const patienceMs = 30_000

export async function startContestant(program: Program, awsUrl: string): Promise<Contestant> {
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    commands: pageCommands(commands),
    ...tokens,
  })
  const { name, id, regions, roles } = account
  const accounts = [{ name, id, regions: [...regions], roles: { read: roles.read } }]
  const running = await startProgram(program, { slack, aws: awsEnvironment(awsUrl), organisation: { accounts } })
  return {
    ...running,
    name: program.name,
    list: (instances) => measureList(slack, listOf(instances)),
    async listAmongOthers(instances, times) {
      const done = new AbortController()
      const acks = ackTimes(slack, done.signal)
      const answerMs: number[] = []
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      while (answerMs.length < times) answerMs.push(await measureList(slack, listOf(instances)))
      done.abort()
      return { answerMs, ackMs: await acks }
    },
    async stop() {
      await running.stop()
      await slack.close()
    },
  }
}

type Listed = { readonly command: string; readonly total: number }

function listOf(instances: number): Listed {
  return { command: '/ec2 list', total: instances }
}

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
