import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { z } from 'zod'
import { commands } from '../src/commands/index.ts'
import { pageCommands } from '../src/playground/completions.ts'
import { type SlackEmulator, startSlack } from '../src/playground/slack/emulator.ts'
import { channels, people, slackSeed } from '../src/playground/world/slack.ts'
import { system } from '../src/system.ts'
import { account, awsEnvironment, tokens } from './setting.ts'

/** One of the two programs that are compared, with a Slack of its own. */
export type Contestant = {
  readonly name: string
  /** Milliseconds from spawning the process until its socket was open. */
  readonly startMs: number
  /** Megabytes that the process holds. */
  memoryMb(): number
  /** Milliseconds from `/ec2 list` to its answer with a table. */
  list(instances: number): Promise<number>
  /** The same while other commands come in, and the milliseconds in which these were acknowledged. */
  listAmongOthers(instances: number): Promise<{ answerMs: number; ackMs: number[] }>
  stop(): Promise<void>
}

const checkout = new URL('../', import.meta.url)

function startScript(): string {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(new URL('package.json', checkout), 'utf8')))
  return scripts.start
}

/** The bots run in a folder of their own, so what they are started with is named in full. */
function inCheckout(argument: string): string {
  return argument.endsWith('.ts') ? fileURLToPath(new URL(argument, checkout)) : argument
}

export const bareApp = { name: 'bare Bolt app', command: ['bench/bare-app.ts'] }
/** As `npm start` starts it. */
export const windlass = { name: 'Windlass', command: startScript().split(' ').slice(1) }

const ada = people.ada.id
const otherCommandsEveryMs = 20
const patienceMs = 30_000

export async function startContestant({ name, command }: typeof windlass, awsUrl: string): Promise<Contestant> {
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    commands: pageCommands(commands),
    ...tokens,
  })
  const folder = mkdtempSync(join(tmpdir(), 'windlass-bench-'))
  const { name: accountName, id, regions, roles } = account
  writeFileSync(
    join(folder, 'windlass.yaml'),
    stringify({ accounts: [{ name: accountName, id, regions: [...regions], roles: { read: roles.read } }] }),
  )
  const startedAt = performance.now()
  const child = spawn(process.execPath, command.map(inCheckout), {
    cwd: folder,
    env: environmentOf(slack, awsUrl),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Also when the benchmark itself fails: no bot is left behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  await slack.until(() => (slack.isBotConnected() ? true : undefined))
  const startMs = performance.now() - startedAt
  return {
    name,
    startMs,
    memoryMb: () => memoryOf(child),
    list: (instances) => measureList(slack, instances),
    listAmongOthers: (instances) => measureAmongOthers(slack, instances),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      process.off('exit', kill)
      await slack.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function environmentOf(slack: SlackEmulator, awsUrl: string): Record<string, string> {
  const { botToken, appToken } = tokens
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    ...awsEnvironment(awsUrl),
  }
}

async function measureList(slack: SlackEmulator, instances: number): Promise<number> {
  const shown = new Set(tablesIn(slack).map(({ ts }) => ts))
  const total = new RegExp(`\\b(?:${instances}|${instances.toLocaleString('en')})\\b`)
  const startedAt = performance.now()
  const answered = slack.until(() => tablesIn(slack).find(({ ts, text }) => !shown.has(ts) && total.test(text)))
  await send(slack, '/ec2 list')
  if ((await Promise.race([answered, sleep(patienceMs, undefined, { ref: false })])) === undefined)
    throw new Error(`No such list: ${slack.messagesSeenBy(ada, channels.ops).at(-1)?.text}`)
  return performance.now() - startedAt
}

async function measureAmongOthers(
  slack: SlackEmulator,
  instances: number,
): Promise<{ answerMs: number; ackMs: number[] }> {
  const done = new AbortController()
  const acks = ackTimes(slack, done.signal)
  const answerMs = await measureList(slack, instances)
  done.abort()
  return { answerMs, ackMs: await acks }
}

function tablesIn(slack: SlackEmulator) {
  return slack
    .messagesSeenBy(ada, channels.ops)
    .filter(({ blocks }) => blocks.some(({ type }) => type === 'table' || type === 'data_table'))
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

function memoryOf({ pid }: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
