import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '../commands/index.ts'
import type { System } from '../core/system.ts'
import { scopes, shortcuts } from '../slack/manifest.ts'
import { createFaults } from './aws/faults.ts'
import { type AwsCall, type AwsSimulation, startAws } from './aws/organisation.ts'
import type { Pace } from './aws/pace.ts'
import { awsSwitches } from './aws-switches.ts'
import { type Bot, startBot } from './bot.ts'
import { pageCommands } from './completions.ts'
import { buildPage } from './page-build.ts'
import { type SlackEmulator, startSlack } from './slack/emulator.ts'
import { awsAccounts, awsWorld } from './world/aws.ts'
import { botCredentials } from './world/aws-access.ts'
import { slackSeed, userGroups } from './world/slack.ts'

export type Playground = { readonly url: string; stop(): Promise<void> }

type Options = {
  readonly port: number
  readonly system: System
  /** How long what takes its time at AWS takes here; for somebody who watches, where nothing is said. */
  readonly pace?: Pace
  /** With the simulated language model set up. */
  readonly hasModel?: boolean
  say(line: string): void
}

// Recognisable as nobody's: they open this emulator and nothing else.
const tokens = { appToken: 'xapp-playground', botToken: 'xoxb-playground', signingSecret: 'f'.repeat(32) }

/** Slack, AWS and the real bot between them, all on loopback; resolves when the bot is connected. */
export async function startPlayground({ port, system, pace, hasModel = false, say }: Options): Promise<Playground> {
  const pageFolder = await buildPage()
  const world = awsWorld(system.now(), pace)
  const faults = createFaults()
  const slackOptions = {
    workspace: slackSeed,
    clock: system,
    pageFolder,
    ...tokens,
    scopes,
    commands: pageCommands(commands),
    shortcuts: shortcuts.map(({ callback_id: callbackId, name, description: about }) => ({ callbackId, name, about })),
    switches: awsSwitches(faults),
  }
  const slack = await onFreePort(port, (free) => startSlack({ ...slackOptions, port: free }))
  const aws = await startAws({
    world,
    clock: system,
    faults,
    onCall: (call) => slack.publishWire(wireRecordOf(call)),
  })
  const folder = mkdtempSync(join(tmpdir(), 'windlass-playground-'))
  const bots = keepBotRunning({ folder, slack, aws, hasModel }, { system, say })
  await bots.connected
  return {
    url: slack.url,
    async stop() {
      await bots.stop()
      await Promise.all([slack.close(), aws.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The wanted port, so that a bookmark goes on working; any free one where somebody else has it. */
async function onFreePort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return start(0)
  }
}

type Surroundings = {
  readonly folder: string
  readonly slack: SlackEmulator
  readonly aws: AwsSimulation
  readonly hasModel: boolean
}

/** A bot that ends by itself is started again, as whatever runs the real one would do. */
function keepBotRunning(
  { folder, slack, aws, hasModel }: Surroundings,
  { system, say }: Pick<Options, 'system' | 'say'>,
) {
  const settings = {
    folder,
    slack: { SLACK_BOT_TOKEN: tokens.botToken, SLACK_APP_TOKEN: tokens.appToken, SLACK_API_URL: slack.apiUrl },
    aws: { url: aws.url, ...botCredentials },
    accounts: awsAccounts,
    groups: { changers: [userGroups.changers.id], leads: [userGroups.leads.id], invokers: [userGroups.invokers.id] },
    hasModel,
    policies: fileURLToPath(new URL('world/policies', import.meta.url)),
  }
  const stopping = new AbortController()
  let bot: Bot = startBot(settings, say)
  void (async () => {
    const restartAfterMs = 1_000
    for (;;) {
      await bot.ended
      if (stopping.signal.aborted) return
      say('The bot ended and is started again.')
      await system.sleep(restartAfterMs, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) return
      bot = startBot(settings, say)
      bot.connected.catch((error: unknown) => say(String(error)))
    }
  })()
  return {
    connected: bot.connected,
    async stop() {
      stopping.abort()
      await bot.stop()
    },
  }
}

function wireRecordOf(call: AwsCall) {
  const { service, action, account, region, outcome, durationMs, ...detail } = call
  const where = awsAccounts.find(({ id }) => id === account)?.name ?? account
  return {
    lane: 'aws',
    direction: 'from-bot',
    title: `${service}:${action} · ${where}, ${region}`,
    outcome,
    durationMs,
    detail,
  } as const
}
