import type { AuditEvent } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type { Person } from '../../src/core/people.ts'
import type { System } from '../../src/core/system.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createChangeWork } from '../../src/spine/change-work.ts'
import { createFollowings } from '../../src/spine/followings.ts'
import { createSpine } from '../../src/spine/inbox.ts'
import type { ChangerUse, SpinePorts } from '../../src/spine/ports.ts'
import { openStore } from '../../src/store/store.ts'
import { anAccount } from '../fixtures/account.ts'
import { anEvidence, noPrices } from '../fixtures/evidence.ts'
import { aKnowledge } from '../fixtures/knowledge.ts'
import { aProduct, ops } from '../fixtures/spine.ts'
import type { aChangingAccount } from './changing-account.ts'
import type { aLastingSlack } from './lasting-slack.ts'
import { aLife, type Death, type Life } from './mortal.ts'
import type { callableFunctions } from './mortal-functions.ts'

/** What outlives every process. */
export type World = {
  readonly folder: string
  readonly system: System
  readonly slack: ReturnType<typeof aLastingSlack>
  readonly account: ReturnType<typeof aChangingAccount>
  readonly ada: () => { readonly person: Person; readonly groups: readonly string[] }
  readonly functions: ReturnType<typeof callableFunctions>
}

const policies = `
@id("everyone-reads") permit (principal, action in Action::"read", resource);
@id("changers-change") @reason("Changers change.") permit (principal in Group::"changers", action in Action::"change", resource);
`
const product = aProductWithoutShares()

/** All of an environment may be stopped at once. */
function aProductWithoutShares(): SpinePorts['product'] {
  const made = aProduct(policies)
  const caps = { ...made.changes.caps, maxPercentOfEnvironment: 100 }
  return { ...made, changes: { ...made.changes, caps } }
}

const quiet = () => undefined

function edgesOf({ system, slack, account, functions, ada }: World, { mortal, waiting }: Life, store: Store) {
  return {
    slack: {
      outbox: mortal('outbox', slack.outbox),
      people: mortal('people', { getPerson: async () => ada().person }),
      channels: mortal('channels', { findChannel: async () => ops }),
      groups: mortal('groups', { getGroups: async () => ada().groups }),
      files: mortal('files', { readText: async () => '{}' }),
    },
    aws: {
      readerFor: () => mortal('reader', anAccount(account.instances())),
      functionsFor: () => mortal('functions', functions.reader),
      evidenceFor: () => anEvidence(),
      pricesFor: noPrices,
      modelFor: () => undefined,
      changerFor: ({ isRehearsal }: ChangerUse) =>
        mortal(isRehearsal ? 'rehearsal' : 'changer', account.changer(isRehearsal)),
      callerFor: ({ change, isRehearsal }: ChangerUse) =>
        mortal(
          isRehearsal ? 'rehearsal' : 'caller',
          functions.callerFor(isRehearsal, async () => kindsOf(await auditOf(change, store))),
        ),
    },
    product,
    knowledge: async () => aKnowledge(),
    system: {
      ...system,
      breathe: () => waiting(system.breathe()),
      sleep: (ms: number, signal?: AbortSignal) => waiting(system.sleep(ms, signal)),
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    stopping: new AbortController().signal,
    stopped: new AbortController().signal,
    atWork: new Set<string>(),
    followings: createFollowings(),
  }
}

type Store = Awaited<ReturnType<typeof openStore>>

/** The events of a change, oldest first. */
export async function auditOf(change: string, store: Store): Promise<AuditEvent[]> {
  const any = { user: undefined, target: undefined, command: undefined, since: undefined }
  const { events } = await store.listEvents({ ...any, change, offset: 0, limit: 100 })
  return events.toReversed()
}

function kindsOf(events: readonly AuditEvent[]): string[] {
  return events.map(({ kind }) => kind)
}

export type Process = Awaited<ReturnType<typeof startProcess>>

/** The spine and the worker on the world's folder, started and stopped as `app.ts` does it. */
export async function startProcess(world: World, death: Death | undefined) {
  const life = aLife(death)
  const store = await openStore(world.folder)
  const edges = { ...edgesOf(world, life, store), store: life.mortal('store', store) }
  const ports: SpinePorts = { ...edges, wakeWorker: () => worker.wake() }
  const spine = createSpine(ports)
  const worker = createWorker({ ...edges, ...createChangeWork(ports) })
  let left: Promise<void> | undefined
  async function leave(): Promise<void> {
    await worker.stop()
    await spine.drained()
  }
  life.asked.addEventListener('abort', () => {
    left = leave()
  })
  void (async () => {
    void spine.recover(await edges.store.listUnanswered())
    await worker.start()
  })()
  return {
    life,
    /** Itself, to be looked into from outside. */
    store,
    isOver: () => life.isOver() || left !== undefined,
    end: () => (life.isOver() ? undefined : (left ??= leave())),
    async listChanges(): Promise<readonly Change[]> {
      return (await store.listChanges({ user: undefined, which: 'all', offset: 0, limit: 10 })).changes
    },
    /** As Slack does it: what is not acknowledged is not there, and a slash command or a click does not come again. */
    deliver(delivery: Delivery): void {
      void spine.receive(delivery).then((is) => (is === 'new' ? spine.answer(delivery) : undefined))
    },
    /** Until nothing goes on any more without the clock. */
    async settle(): Promise<void> {
      for (let turns = 0, crossings = -1; turns < 8; turns += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one turn after the other
        await new Promise(setImmediate)
        if (crossings !== life.crossings.length) turns = 0
        crossings = life.crossings.length
      }
    },
  }
}
