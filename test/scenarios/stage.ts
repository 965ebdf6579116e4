import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { changes } from '../../src/config/changes.ts'
import type { Config } from '../../src/config/config.ts'
import type { Transport } from '../../src/config/settings.ts'
import type { ModelSettings } from '../../src/core/model.ts'
import type { Account } from '../../src/core/place.ts'
import { createLog } from '../../src/log.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import type { AwsWorld } from '../../src/playground/aws/world.ts'
import { type SlackEmulator, startSlack } from '../../src/playground/slack/emulator.ts'
import type { Message } from '../../src/playground/slack/messages.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { channels, directs, people, slackSeed, userGroups } from '../../src/playground/world/slack.ts'
import { scopes, shortcuts } from '../../src/slack/manifest.ts'
import { system } from '../../src/system.ts'

export { channels, directs, people }

export const tokens = { appToken: 'xapp-playground', botToken: 'xoxb-playground', signingSecret: 'f'.repeat(32) }

export type Stage = {
  readonly slack: SlackEmulator
  readonly aws: AwsSimulation
  readonly config: Config
  readonly logged: string[]
  /** Starts the app, or another one after a stop, on the same store. */
  start(): Promise<App>
}

type Options = {
  readonly world?: AwsWorld
  readonly accounts?: readonly Account[]
  readonly transport?: Transport
  readonly policies?: readonly { readonly path: string; readonly text: string }[]
  readonly model?: ModelSettings
  /** Takes what closes it; without, that is done once the test is over. */
  readonly onClose?: (close: () => Promise<void>) => void
}

/** The emulator and the simulated organisation on loopback, and the settings of an app between them. */
export async function setStage({
  world = awsWorld(system.now()),
  accounts = awsAccounts,
  transport,
  policies,
  model,
  onClose = onTestFinished,
}: Options = {}): Promise<Stage> {
  const commands = ['/ec2', '/lambda', '/windlass'].map((command) => ({
    command,
    description: '',
    usageHint: '',
    completions: [],
  }))
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: system,
    commands,
    shortcuts: shortcuts.map(({ callback_id: callbackId, name, description: about }) => ({ callbackId, name, about })),
    scopes,
    ...tokens,
  })
  const aws = await startAws({ world, clock: system })
  const folder = mkdtempSync(join(tmpdir(), 'windlass-scenario-'))
  onClose(async () => {
    await Promise.all([slack.close(), aws.close()])
    rmSync(folder, { recursive: true, force: true })
  })
  useAws(aws.url)
  const logged: string[] = []
  const log = createLog({ level: 'debug', write: (line) => logged.push(line) })
  const config: Config = {
    slack: {
      botToken: tokens.botToken,
      transport: transport ?? { kind: 'socket', appToken: tokens.appToken },
      apiUrl: slack.apiUrl,
      proxyUrl: undefined,
    },
    accounts,
    groups: { changers: [userGroups.changers.id], leads: [userGroups.leads.id], invokers: [userGroups.invokers.id] },
    policies: undefined,
    knowledge: undefined,
    changes: changes.parse({}),
    functions: { forms: {}, functions: [] },
    model,
    timeZone: 'UTC',
    tags: { owner: 'owner', environment: 'env', production: ['prod'] },
    stateFolder: folder,
  }
  return {
    slack,
    aws,
    config,
    logged,
    async start() {
      const app = await createApp(config, { system, log, policies })
      onClose(() => app.stop())
      await app.start()
      return app
    },
  }
}

/** Where the SDK of this process looks, as an administrator sets it. */
function useAws(url: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: botCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: botCredentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  })
}

/** The same with the app connected. */
export async function openStage(options: Options = {}): Promise<Stage> {
  const stage = await setStage(options)
  await stage.start()
  return stage
}

type Said = { readonly as?: string; readonly channel?: string; readonly threadTs?: string }

/** What the app showed this person in this channel, oldest first. */
export function answers({ slack }: Stage, { as = people.ada.id, channel = channels.ops }: Said = {}): Message[] {
  return slack.messagesSeenBy(as, channel).filter(({ isFromApp }) => isFromApp)
}

/** Says it and waits for the next answer that is not "Working…". */
export async function ask(stage: Stage, text: string, said: Said = {}): Promise<Message> {
  const before = new Set(answers(stage, said).map(({ ts }) => ts))
  const { as = people.ada.id, channel = channels.ops, threadTs } = said
  const reply = await stage.slack.act.send({ as, channel, text, ...(threadTs === undefined ? {} : { threadTs }) })
  if (!reply.ok) throw new Error(reply.error)
  return stage.slack.until(() =>
    answers(stage, said).find(({ ts, text: shown }) => !before.has(ts) && shown !== 'Working…'),
  )
}

type Element = Record<string, unknown>

/** Everything of a message that can be pressed, by label: buttons, and the options of selects and menus. */
export function pressable({
  blocks,
}: Message): { label: string; blockId: string; actionId: string; optionValue?: string }[] {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap((block) =>
      listOf(block, 'elements').flatMap((element) =>
        optionsOf(element).map((option) => ({ blockId: String(block['block_id']), ...option })),
      ),
    )
}

function optionsOf(element: Element) {
  const actionId = String(element['action_id'])
  if (element['type'] === 'button') return [{ label: labelOf(element), actionId }]
  return listOf(element, 'options').map((option) => ({
    label: labelOf(option),
    actionId,
    optionValue: String(option['value']),
  }))
}

function labelOf({ text }: Element): string {
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : ''
}

function listOf(element: Element, key: string): Element[] {
  const list = element[key]
  return Array.isArray(list) ? list : []
}

/** Presses it and waits until the message has changed; gives what it says then. */
export async function press(stage: Stage, message: Message, label: string): Promise<Message> {
  const found = pressable(message).find((each) => each.label === label)
  if (found === undefined)
    throw new Error(
      `no ${label} among ${pressable(message)
        .map((each) => each.label)
        .join(', ')}`,
    )
  const { label: _, ...action } = found
  const as = message.visibleTo ?? people.ada.id
  const { channel, ts } = message
  const reply = await stage.slack.act.act({ as, channel, ts, ...action })
  if (!reply.ok) throw new Error(reply.error)
  return stage.slack.until(() =>
    stage.slack
      .messagesSeenBy(as, channel)
      .find((each) => each.ts === ts && each !== message && each.text !== 'Working…'),
  )
}

/** The cells of a message's table, the head first. */
export function tableIn({ blocks }: Message): string[][] {
  const table = blocks.find(({ type }) => type === 'table') ?? {}
  return listOf(table, 'rows').map((row) => (Array.isArray(row) ? row.map((cell) => String(cell.text)) : []))
}
