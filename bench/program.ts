import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { z } from 'zod'
import type { SlackEmulator } from '../src/playground/slack/emulator.ts'
import { tokens } from './setting.ts'

/** What can be started as a bot. */
export type Program = { readonly name: string; readonly command: readonly string[] }

/** One that runs and is connected. */
export type Running = {
  /** Milliseconds from spawning the process until its socket was open. */
  readonly startMs: number
  readonly pid: number
  stop(): Promise<void>
}

type Surroundings = {
  readonly slack: SlackEmulator
  readonly aws: Readonly<Record<string, string>>
  /** What windlass.yaml says. */
  readonly organisation: object
}

const checkout = new URL('../', import.meta.url)

export const bareApp: Program = { name: 'bare Bolt app', command: ['bench/bare-app.ts'] }

/** As `npm start` starts it. */
export const windlass: Program = { name: 'Windlass', command: startScript().split(' ').slice(1) }

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

export async function startProgram({ command }: Program, { slack, aws, organisation }: Surroundings): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'windlass-bench-'))
  writeFileSync(join(folder, 'windlass.yaml'), stringify(organisation))
  const startedAt = performance.now()
  const child = spawn(process.execPath, command.map(inCheckout), {
    cwd: folder,
    env: {
      SLACK_BOT_TOKEN: tokens.botToken,
      SLACK_APP_TOKEN: tokens.appToken,
      SLACK_API_URL: slack.apiUrl,
      ...aws,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Also when the benchmark itself fails: no bot is left behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  await slack.until(() => (slack.isBotConnected() ? true : undefined))
  return {
    startMs: performance.now() - startedAt,
    pid: child.pid ?? Number.NaN,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Megabytes that a process holds. */
export function memoryMbOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
