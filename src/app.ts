import { createAws } from './aws/aws.ts'
import { commands } from './commands/index.ts'
import type { Config } from './config/config.ts'
import { membersRead } from './core/decision.ts'
import type { Log } from './core/log.ts'
import { createRegistry } from './core/registry.ts'
import type { System } from './core/system.ts'
import { createSlack } from './slack/slack.ts'
import { createSpine, type Spine } from './spine/inbox.ts'
import type { Product } from './spine/ports.ts'
import { openStore } from './store/store.ts'
import { startUpkeep } from './upkeep.ts'

export type App = {
  /** Resolves once Slack is connected; throws a UserError where it cannot be. */
  start(): Promise<{ readonly teamName: string }>
  /** Takes no more deliveries, finishes those under way, and closes everything. */
  stop(): Promise<void>
}

type Edges = { readonly system: System; readonly log: Log }

// Whatever runs Windlass ends it by force some 30 s after it has asked.
const patienceMs = 20_000

/** The composition root: the only place that constructs adapters. */
export async function createApp(config: Config, { system, log }: Edges): Promise<App> {
  const store = await openStore(config.stateFolder)
  const slack = createSlack({ ...config.slack, log, system })
  const aws = createAws({ accounts: config.accounts, now: system.now, log })
  const stopping = new AbortController()
  const stoppedSignal = new AbortController()
  let spine: Spine | undefined
  let stopped: Promise<void> | undefined

  return {
    async start() {
      const { team, teamName } = await slack.identify()
      const product = productOf(config, team)
      spine = createSpine({ store, slack, aws, product, system, log, stopped: stoppedSignal.signal })
      // Before anything new comes in: what is left now is from before a stop.
      const left = await store.listUnanswered()
      await slack.connect(spine)
      void aws.warmUp()
      void spine.recover(left)
      startUpkeep({ store, spine, system, log, stopping: stopping.signal })
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
    stoppedSignal.abort()
    await store.close()
    aws.close()
  }
}

function productOf({ accounts, tags }: Config, team: string): Product {
  const registry = createRegistry(commands)
  return { registry, policy: membersRead, accounts, tagKeys: tags, workspace: { team } }
}
