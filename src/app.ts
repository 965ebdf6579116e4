import { createAws } from './aws/aws.ts'
import { commands } from './commands/index.ts'
import type { Config } from './config/config.ts'
import { membersRead } from './core/decision.ts'
import type { Log } from './core/log.ts'
import { createRegistry } from './core/registry.ts'
import type { System } from './core/system.ts'
import { createSlack } from './slack/slack.ts'
import { createSpine, type Spine } from './spine/inbox.ts'
import { openStore } from './store/store.ts'

export type App = {
  /** Resolves once Slack is connected; throws a UserError where it cannot be. */
  start(): Promise<{ readonly teamName: string }>
  /** Takes no more deliveries, finishes those under way, and closes everything. */
  stop(): Promise<void>
}

type Edges = { readonly system: System; readonly log: Log }

const day = 24 * 3_600_000
// A button of an older answer says that it is too old.
const keptMs = 30 * day

// Whatever runs Windlass ends it by force some 30 s after it has asked.
const patienceMs = 20_000

/** The composition root: the only place that constructs adapters. */
export async function createApp(config: Config, { system, log }: Edges): Promise<App> {
  const store = await openStore(config.stateFolder)
  const slack = createSlack({ ...config.slack, log, system })
  const aws = createAws({ accounts: config.accounts, now: system.now, log })
  const stopping = new AbortController()
  let spine: Spine | undefined
  let stopped: Promise<void> | undefined

  return {
    async start() {
      const { team, teamName } = await slack.identify()
      const product = {
        registry: createRegistry(commands),
        policy: membersRead,
        accounts: config.accounts,
        tagKeys: config.tags,
        workspace: { team },
      }
      spine = createSpine({ store, slack, aws, product, system, log })
      await slack.connect(spine)
      void aws.warmUp()
      void spine.recover()
      void forgetDaily({ store, system, log }, stopping.signal)
      return { teamName }
    },
    stop: () => (stopped ??= stop()),
  }

  async function drain(): Promise<void> {
    await slack.stop()
    await spine?.drained()
  }

  async function stop(): Promise<void> {
    stopping.abort()
    // What is still retried after that is taken up at the next start.
    const drained = new AbortController()
    await Promise.race([drain(), system.sleep(patienceMs, drained.signal).catch(() => undefined)])
    drained.abort()
    await store.close()
    aws.close()
  }
}

type Forgetting = Edges & { readonly store: Awaited<ReturnType<typeof openStore>> }

/** Drops what no button refers to any more, at start and then once a day. */
async function forgetDaily({ store, system, log }: Forgetting, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await store
      .forgetBefore(system.now() - keptMs)
      .catch((error: unknown) => log.error({ error }, 'old records could not be dropped'))
    await system.sleep(day, signal).catch(() => undefined)
  }
}
