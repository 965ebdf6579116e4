import { type Change, expired, isFinal } from '../core/change.ts'
import type { ClaimedJob } from '../core/job.ts'
import { applyChange } from './apply.ts'
import { endJobs, showCard, showEnd } from './card.ts'
import { followChange } from './follow.ts'
import { giveUpChange, reasonFor } from './give-up.ts'
import { eventOf, type Move, move } from './move.ts'
import type { SpinePorts } from './ports.ts'

type Worked =
  | { readonly kind: 'finished' }
  | { readonly kind: 'again'; readonly dueAt: number; readonly reason: string }

export type ChangeWork = {
  work(job: ClaimedJob, signal: AbortSignal): Promise<Worked>
  /** The job has failed too often: nothing more is begun, and the person is told. */
  giveUp(job: ClaimedJob, error: unknown): Promise<void>
}

// A message that follows something is edited every 3 s at most (Slack's rate limits, chat.update).
const showEveryMs = 3_000

type Working = { readonly ports: SpinePorts; readonly showNow: (change: Change) => Promise<void> }

/** What the jobs of a change do. Each may be run again at any time: what is done already is left. */
export function createChangeWork(ports: SpinePorts): ChangeWork {
  const working = { ports, showNow: createShows(ports) }
  return {
    work(job, signal) {
      const { kind, change } = job
      switch (kind) {
        case 'apply':
          return apply(job, signal, working)
        case 'follow':
          return follow(change, working)
        case 'expire':
          return expire(change, ports)
        case 'show':
          return show(change, ports)
      }
    },
    async giveUp({ kind, change, id }, error) {
      ports.log.error({ change, job: id, error }, 'a job is given up')
      if (kind === 'show') return
      await giveUpChange(change, reasonFor(error, id), ports)
    },
  }
}

/** Best effort, and not too often: the card at the end is a job of its own, and is tried until Slack takes it. */
function createShows(ports: SpinePorts): (change: Change) => Promise<void> {
  const { system, log } = ports
  const shownAt = new Map<string, number>()
  return async (change) => {
    const now = system.now()
    if (now - (shownAt.get(change.id) ?? 0) < showEveryMs) return
    shownAt.set(change.id, now)
    for (const [id, at] of shownAt) if (now - at > showEveryMs) shownAt.delete(id)
    await showCard(change, ports).catch((error: unknown) => {
      log.warn({ change: change.id, error }, 'a card could not be brought up to date')
    })
  }
}

const finished = { kind: 'finished' } as const

async function apply({ change: id, attempts }: ClaimedJob, signal: AbortSignal, working: Working): Promise<Worked> {
  const { ports, showNow } = working
  const shows: Promise<void>[] = []
  const done = await applyChange(id, { ports, signal, attempts, show: (change) => void shows.push(showNow(change)) })
  await Promise.all(shows)
  return done === 'finished' ? finished : { kind: 'again', dueAt: ports.system.now(), reason: 'Windlass stops' }
}

async function follow(id: string, { ports, showNow }: Working): Promise<Worked> {
  const { change, lookAt } = await followChange(id, ports)
  if (change !== undefined && !isFinal(change)) await showNow(change)
  return lookAt === undefined ? finished : { kind: 'again', dueAt: lookAt, reason: 'not there yet' }
}

async function expire(id: string, ports: SpinePorts): Promise<Worked> {
  const at = ports.system.now()
  const toExpired = (current: Change): Move | undefined => {
    const next = expired(current, at)
    if (next === undefined) return undefined
    const event = eventOf(next, 'expired', { at, outcome: 'nobody confirmed it in time' })
    return { change: next, events: [event], jobs: endJobs(next, at, ports.product) }
  }
  await move(id, toExpired, ports)
  return finished
}

async function show(id: string, ports: SpinePorts): Promise<Worked> {
  const change = await ports.store.findChange(id)
  if (change !== undefined) await showEnd(change, ports)
  return finished
}
