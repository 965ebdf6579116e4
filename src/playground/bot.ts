import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import type { Account } from '../core/place.ts'
import { functionForms } from './world/function-forms.ts'

/** The settings of the real app, all of them pointing at loopback. */
export type BotSettings = {
  readonly folder: string
  readonly slack: Readonly<Record<'SLACK_BOT_TOKEN' | 'SLACK_API_URL', string>> & Readonly<Record<string, string>>
  readonly aws: { readonly url: string; readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly accounts: readonly Account[]
  /** Members by Slack id; none where it is left out. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  /** The folder of the policies; the built-in one decides where it is left out. */
  readonly policies?: string
  /** The simulated language model, in the first of the accounts. */
  readonly hasModel?: boolean
}

export type Bot = {
  /** Resolves when it is connected; rejects with what it said where it ends before. */
  readonly connected: Promise<void>
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Asks it to stop and waits. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): void
}

const entry = fileURLToPath(new URL('../main.ts', import.meta.url))

/** Starts the bot as its users do, `node src/main.ts` in a process of its own, with nothing of this one's environment. */
export function startBot(settings: BotSettings, say: (line: string) => void): Bot {
  writeFileSync(join(settings.folder, 'windlass.yaml'), stringify(organisationOf(settings)))
  const child = spawn(process.execPath, [entry], {
    cwd: settings.folder,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(() => undefined)
  const { promise: connected, resolve, reject } = Promise.withResolvers<void>()
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line)
      if (line.includes('Windlass is connected')) resolve()
      else say(line)
    })
  }
  void ended.then(() => reject(new Error(`The bot ended:\n${said.join('\n')}`)))
  return {
    connected,
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

function environmentOf({ folder, slack, aws }: BotSettings): Record<string, string> {
  const nowhere = join(folder, 'no-such-file')
  return {
    ...slack,
    WINDLASS_STATE: join(folder, 'state'),
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    // Not even by a mistake is anything read that leads to a real account.
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

/** windlass.yaml as an administrator of that organisation would write it. */
function organisationOf({ accounts, groups = {}, policies, hasModel = false }: BotSettings) {
  return {
    groups,
    ...(policies === undefined ? {} : { policies }),
    accounts: accounts.map(({ name, id, regions, roles, externalId, environment }) => ({
      name,
      id,
      regions,
      roles: JSON.parse(JSON.stringify(roles)),
      ...(externalId === undefined ? {} : { externalId }),
      ...(environment === undefined ? {} : { environment }),
    })),
    ...(hasModel ? modelIn(accounts) : {}),
    timeZone: 'Europe/Berlin',
    ...functionForms,
  }
}

function modelIn([account]: readonly Account[]) {
  if (account === undefined) return {}
  return { model: { id: 'simulated.answers-from-topics', account: account.name, region: account.regions[0] } }
}
