import { createAws } from './aws/aws.ts'
import { commands } from './commands/index.ts'
import type { Config } from './config/config.ts'
import type { Knowledge } from './core/asking/topic.ts'
import type { JobStore } from './core/change-store.ts'
import { groupsOf, namesUserGroups } from './core/groups.ts'
import type { Log } from './core/log.ts'
import type { Groups } from './core/people.ts'
import { createRegistry } from './core/registry.ts'
import type { System } from './core/system.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import { loadTopicsCalmly, topicsFolder } from './knowledge/load.ts'
import { createPolicy } from './policy/policy.ts'
import type { Source } from './policy/source.ts'
import { createSealer } from './sealer.ts'
import { createSlack, type Slack } from './slack/slack.ts'
import { createChangeWork } from './spine/change-work.ts'
import { createFollowings } from './spine/followings.ts'
import { createSpine, type Spine } from './spine/inbox.ts'
import type { Product, SpinePorts } from './spine/ports.ts'
import { openStore } from './store/store.ts'
import { startUpkeep } from './upkeep.ts'

export type App = {
  /** Resolves once Slack is connected; throws a UserError where it cannot be. */
  start(): Promise<Started>
  /** Takes no more deliveries, finishes those under way, and closes everything. */
  stop(): Promise<void>
}

type Started = {
  readonly teamName: string
  /** Resolves when nothing is left to be loaded that the first person would wait for. */
  readonly warm: Promise<void>
}

type Edges = {
  readonly system: System
  readonly log: Log
  /** The administrator's policies; absent, the built-in one decides. */
  readonly policies: readonly Source[] | undefined
}

// Whatever runs Windlass ends it by force some 30 s after it has asked.
const patienceMs = 20_000

/** The composition root: the only place that constructs adapters. */
export async function createApp(config: Config, { system, log, policies }: Edges): Promise<App> {
  const decides = decider(config, policies)
  const store = await openStore(config.stateFolder)
  const { slack, aws, knowledge, warmTopics } = outsides(config, { system, log })
  const groups = groupsIn(config, { slack, needsUserGroups: decides.needsUserGroups })
  const stopping = new AbortController()
  const stoppedSignal = new AbortController()
  let running: { readonly spine: Spine; readonly worker: Worker } | undefined
  let stopped: Promise<void> | undefined

  return {
    async start() {
      const { team, teamName } = await slack.identify()
      const product: Product = { ...decides.product, workspace: { team } }
      const outside = { store, slack: { ...slack, groups }, aws, knowledge }
      const edges = { ...outside, product, system, log, stopping: stopping.signal, stopped: stoppedSignal.signal }
      const { spine, worker } = (running = startSpine(edges))
      // Before anything new comes in: what is left now is from before a stop.
      const left = await store.listUnanswered()
      await slack.connect(spine)
      const warm = Promise.all([aws.warmUp(), warmTopics()]).then(() => undefined)
      void spine.recover(left)
      await worker.start()
      startUpkeep({ store, spine, system, log, stopping: stopping.signal })
      return { teamName, warm }
    },
    stop: () => (stopped ??= stop()),
  }

  async function drain(): Promise<void> {
    await Promise.all([slack.stop(), running?.worker.stop()])
    await running?.spine.drained()
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

/** What touches Slack, AWS, and the files of topics. Slack's seals what AWS's opens. */
function outsides(config: Config, { system, log }: Pick<Edges, 'system' | 'log'>) {
  const { slack, accounts, model } = config
  const sealer = createSealer(slack.botToken)
  const knowledge = knowledgeOf(config, { system, log })
  return {
    slack: createSlack({ ...slack, log, system, seal: sealer.seal }),
    aws: createAws({ accounts, now: system.now, log, sealer, model }),
    knowledge,
    /** A language model's answer is to grow from the first one on, which does not wait for the topics then. */
    async warmTopics() {
      if (model === undefined) return
      try {
        await (await knowledge()).load()
      } catch (error) {
        log.error({ error }, 'the topics could not be loaded')
      }
    },
  }
}

/** Read once: without a language model by the first question, as it takes time and memory that a bot nobody asks does not need. */
function knowledgeOf(
  { knowledge: own }: Config,
  { system, log }: Pick<Edges, 'system' | 'log'>,
): () => Promise<Knowledge> {
  let loaded: Promise<Knowledge> | undefined
  const load = async () => {
    const folders = own === undefined ? [topicsFolder] : [topicsFolder, own]
    const { topics, problems } = await loadTopicsCalmly(folders, system.breathe)
    for (const problem of problems) log.error(problem, 'a topic is left out')
    const { createKnowledge } = await import('./knowledge/knowledge.ts')
    return createKnowledge(topics, system.breathe)
  }
  return () => (loaded ??= load())
}

/** The stages, and the worker that carries on what they have stored. */
function startSpine(edges: Omit<SpinePorts, 'wakeWorker' | 'atWork' | 'followings'> & { readonly store: JobStore }) {
  const ports: SpinePorts = {
    ...edges,
    atWork: new Set(),
    followings: createFollowings(),
    wakeWorker: () => worker.wake(),
  }
  const worker = createWorker({ ...edges, ...createChangeWork(ports) })
  return { spine: createSpine(ports), worker }
}

/** Throws a UserError where a policy is not right. */
function decider({ accounts, groups, tags, changes, functions, model, timeZone }: Config, sources: Edges['policies']) {
  const registry = createRegistry(commands)
  const { policy, userGroups } = createPolicy({ registry, accounts, timeZone, groups: Object.keys(groups), sources })
  const { production, ...tagKeys } = tags
  const product = { registry, policy, accounts, tagKeys, production, changes, functions, model, timeZone }
  return { product, needsUserGroups: userGroups.length > 0 || namesUserGroups(groups) }
}

function groupsIn(
  { groups }: Pick<Config, 'groups'>,
  { slack, needsUserGroups }: { readonly slack: Slack; readonly needsUserGroups: boolean },
): Groups {
  return {
    getGroups: async (user) => groupsOf(user, groups, needsUserGroups ? await slack.userGroups.listGroupsOf(user) : []),
  }
}
