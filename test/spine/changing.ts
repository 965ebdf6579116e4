import { onTestFinished } from 'vitest'
import type { AuditEvent } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { ChangeRules } from '../../src/core/change-rules.ts'
import type { Beside } from '../../src/core/change-store.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import type { Instance } from '../../src/core/ec2/instance.ts'
import type { InstanceReader } from '../../src/core/ec2/instances.ts'
import type { SurroundingsReader } from '../../src/core/ec2/surroundings.ts'
import type { JobKind } from '../../src/core/job.ts'
import type { Account } from '../../src/core/place.ts'
import { createChangeWork } from '../../src/spine/change-work.ts'
import { createSpine } from '../../src/spine/inbox.ts'
import type { SpinePorts } from '../../src/spine/ports.ts'
import { anAccount } from '../fixtures/account.ts'
import { aProduct, aSpine } from '../fixtures/spine.ts'
import { aDelivery, ada, noon } from '../fixtures/values.ts'
import { anEvent } from '../store/values.ts'
import { aChangingAccount, fleet } from './changing-account.ts'

export const lin = { ...ada, id: 'U0LIN', name: 'lin' }

// Changers change everything, also in production and for good.
const policies = `
@id("everyone-reads")
permit (principal, action in Action::"read", resource);
@id("changers-change")
@reason("Changes are for the group changers, and you are not in it.")
permit (principal in Group::"changers", action in Action::"change", resource);
`

export type Yard = Awaited<ReturnType<typeof aYard>>

/** A spine whose jobs run when they are told to, over instances that calls really change. */
export async function aYard({
  instances = fleet(1),
  rule = '',
}: {
  readonly instances?: readonly Instance[]
  /** Of the policy, beside its own. */
  readonly rule?: string
} = {}) {
  const base = await aSpine({ policies: policies + rule })
  onTestFinished(() => base.close())
  const account = aChangingAccount(instances)
  const rules: { changes: Partial<ChangeRules>; accounts?: readonly Account[] } = { changes: {} }
  const slack = aSlack()
  const reader: Partial<InstanceReader & SurroundingsReader> = {}
  const { store, ...written } = keepStore(base.ports.store)
  const { product } = base.ports
  const ports: SpinePorts = {
    ...base.ports,
    store,
    slack: { ...base.ports.slack, people: slack, groups: slack },
    aws: {
      ...base.ports.aws,
      readerFor: () => ({ ...anAccount(account.instances()), ...reader }),
      changerFor: ({ isRehearsal }) => account.changer(isRehearsal),
    },
    get product() {
      const { changes, accounts = product.accounts } = rules
      return { ...product, accounts, changes: { ...aProduct().changes, ...changes } }
    },
  }
  return {
    ports,
    account,
    rules,
    slack,
    reader,
    written,
    system: base.system,
    outbox: base.outbox,
    pause: () => pause(store),
    ...requestsOf(ports),
    ...jobsOf(ports),
  }
}

/** Ada and Lin, both changers, until it is said otherwise. */
function aSlack() {
  const people = new Map([ada, lin].map((person) => [person.id, person]))
  const groups = new Map([ada, lin].map(({ id }) => [id, ['changers']]))
  return {
    people,
    groups,
    getPerson: async (id: string) => people.get(id) ?? ada,
    getGroups: async (id: string) => groups.get(id) ?? [],
  }
}

/** The store, with the jobs that were written to it and a switch for changes that it cannot write. */
function keepStore(store: SpinePorts['store']) {
  const jobs: JobKind[] = []
  const fails: { when: (change: Change) => boolean } = { when: () => false }
  const saveChange = async (change: Change, beside: Beside) => {
    if (fails.when(change)) throw new Error('the disk is full')
    const isSaved = await store.saveChange(change, beside)
    if (isSaved) jobs.push(...beside.jobs.map(({ kind }) => kind))
    return isSaved
  }
  return { jobs, fails, store: { ...store, saveChange } }
}

/** By Lin, in an incident. */
function pause({ recordPause }: SpinePorts['store']): Promise<boolean> {
  const given = { by: lin.id, at: noon, reason: 'an incident' }
  return recordPause(given, anEvent({ kind: 'paused', user: lin.id, said: '/windlass pause', outcome: 'paused' }))
}

export function aPress(value: string, from: Partial<Delivery> = {}): Delivery {
  return aDelivery('', { surface: 'click', isOnCard: true, asks: { kind: 'offer', value }, ...from })
}

function requestsOf(ports: SpinePorts) {
  const spine = createSpine(ports)
  const { store } = ports
  const give = async (delivery: Delivery) => {
    await spine.receive(delivery)
    await spine.answer(delivery)
  }
  return {
    spine,
    give,
    async getChange({ id }: Pick<Change, 'id'>): Promise<Change> {
      const change = await store.findChange(id)
      if (change === undefined) throw new Error('there is no such change')
      return change
    },
    /** Types it; gives the change that it proposed. */
    async propose(words: string, from: Partial<Delivery> = {}): Promise<Change> {
      const delivery = aDelivery(words, from)
      await give(delivery)
      const change = await store.findProposedBy(delivery.id)
      if (change === undefined) throw new Error('nothing was proposed')
      return change
    },
    press: ({ id }: Pick<Change, 'id'>, verb: string, from: Partial<Delivery> = {}) =>
      give(aPress(`${id}:${verb}`, from)),
    /** Its events, oldest first. */
    async audit({ id }: Pick<Change, 'id'>): Promise<AuditEvent[]> {
      const any = { user: undefined, target: undefined, command: undefined, since: undefined }
      const { events } = await store.listEvents({ ...any, change: id, offset: 0, limit: 100 })
      return events.toReversed()
    },
  }
}

/** A worker that runs when it is told to. */
function jobsOf(ports: SpinePorts) {
  const work = createChangeWork(ports)
  const { store, system } = ports
  return {
    work,
    /** Whatever is due now, one after the other; what a job throws is thrown. */
    async runJobs(signal = new AbortController().signal): Promise<void> {
      const now = system.now()
      for (;;) {
        // oxlint-disable no-await-in-loop -- one job after the other
        const job = await store.claimJob({ by: 'test', now, until: now + 60_000 })
        if (job === undefined) return
        const worked = await work.work(job, signal)
        if (worked.kind === 'finished') await store.finishJob(job)
        else await store.delayJob(job, { dueAt: Math.max(worked.dueAt, now + 1), reason: '', countsAsTry: false })
        // oxlint-enable no-await-in-loop
      }
    },
  }
}
