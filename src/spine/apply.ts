import type { Acted, Seen } from '../core/acted.ts'
import { applied, type Change, ended, isFinal, type Progress, progressed, progressOf, stopped } from '../core/change.ts'
import { UserError } from '../core/errors.ts'
import { planDifferences } from '../core/plan-difference.ts'
import { isProblem } from '../core/problem.ts'
import { plain } from '../core/text.ts'
import { admit } from './admit.ts'
import { askingOf } from './asking.ts'
import { commandOf } from './card.ts'
import { decidePlan } from './decide-plan.ts'
import { findStop, frozen } from './limits.ts'
import { endOf, eventOf, jobFor, type Move, move } from './move.ts'
import { planAgain } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { stepsAt } from './steps.ts'

export type Applying = {
  readonly ports: SpinePorts
  /** Aborted when Windlass stops: no further step is begun. */
  readonly signal: AbortSignal
  /** Told after every step. */
  readonly show: (change: Change) => void
}

/**
 * Does what is left of a confirmed change, step by step. A restart goes on at the first step without an outcome, and
 * where it is not known whether a step was done, looks before anything is done again. `later`: Windlass stops.
 */
export async function applyChange(id: string, applying: Applying): Promise<'finished' | 'later'> {
  const { ports, signal, show } = applying
  let change = await ports.store.findChange(id)
  if (change === undefined || (change.state !== 'confirmed' && change.state !== 'applying')) return 'finished'
  change = await settleBegun(change, applying)
  let isFirst = true
  for (;;) {
    const index = change.progress.findIndex(({ kind }) => kind === 'waiting')
    if (index < 0) break
    // oxlint-disable no-await-in-loop -- one step after the other is what it is for
    const bar: string | undefined =
      (await findBar(change, ports)) ?? (isFirst ? await findFirstBar(change, ports) : undefined)
    isFirst = false
    if (signal.aborted) return 'later'
    change = bar === undefined ? await step(change, index, applying) : await stop(change, bar, ports)
    // oxlint-enable no-await-in-loop
    show(change)
  }
  await finish(change, ports)
  return 'finished'
}

/** Why nothing more may be begun, asked before every step: the requester has left or lost the right, a pause, a freeze. */
async function findBar(change: Change, ports: SpinePorts): Promise<string | undefined> {
  const { product, system, store } = ports
  const { plan } = change
  const actor = await admit(change, ports)
  if (isProblem(actor)) return plain(actor.message)
  const now = system.now()
  const rule = decidePlan(commandOf(change, product), plan, { asking: askingOf(actor, change, { now, plan }), product })
  if (isProblem(rule)) return plain(rule.message)
  const standing = (await findStop(store)) ?? frozen(plan, { product, now })
  return standing === undefined ? undefined : plain(standing)
}

/** To look takes its time, in which somebody may have paused. */
async function findFirstBar(change: Change, ports: SpinePorts): Promise<string | undefined> {
  return (await findDrift(change, ports)) ?? (await findBar(change, ports))
}

/** Whether the things themselves are still as they were when it was confirmed. */
async function findDrift(change: Change, ports: SpinePorts): Promise<string | undefined> {
  const { plan, progress, team, user } = change
  const left = [...progress.keys()].filter((index) => progress[index]?.kind === 'waiting')
  const targets = left.flatMap((index) => plan.targets[index] ?? [])
  const command = commandOf(change, ports.product)
  const reader = ports.aws.readerFor({ team, user })
  const fresh = await planAgain({ command, plan, targets, reader }, ports).catch(asUnreadable)
  if (typeof fresh === 'string') return fresh
  const differences = planDifferences(plan, left, fresh)
  return differences.length === 0 ? undefined : `This is not what was confirmed any more: ${differences.join(' ')}`
}

/** What AWS or the network says ends the change; a fault of ours is tried again by the job. */
function asUnreadable(error: unknown): string {
  if (error instanceof UserError) return `It could not be looked at once more before it was done. ${error.message}`
  throw error
}

/** One step: its intent is on disk before the call, its outcome after it. */
async function step(change: Change, index: number, applying: Applying): Promise<Change> {
  const { ports } = applying
  const command = commandOf(change, ports.product)
  const at = { index, step: change.plan.steps[index], target: change.plan.targets[index] }
  if (at.step === undefined || at.target === undefined) throw new Error('a change without that step')
  const begun = await record(change, { index, progress: { kind: 'begun', at: ports.system.now() } }, ports)
  const requester = { team: change.team, user: change.user }
  const ec2 = ports.aws.changerFor({ requester, change: change.id, isRehearsal: false })
  const acted = await command.apply(at.step, at.target, { ec2 })
  if (acted.kind === 'unknown') return settle(begun, { index, unknown: acted }, applying)
  const progress = progressOf(acted, ports.system.now(), at.target.state)
  const done = await record(begun, { index, progress }, ports)
  const spreads = acted.kind === 'refused' && acted.spreads
  return spreads ? stop(done, `the same would have happened to it as to ${at.target.name}`, ports) : done
}

/** Steps that were begun before a crash, one look for each. */
async function settleBegun(change: Change, applying: Applying): Promise<Change> {
  let settled = change
  for (const [index, { kind }] of change.progress.entries()) {
    if (kind !== 'begun') continue
    const unknown = { kind: 'unknown', code: 'Interrupted', message: interrupted } as const
    // oxlint-disable-next-line no-await-in-loop -- at most one step of a change is begun at a time
    settled = await settle(settled, { index, unknown }, applying)
  }
  return settled
}

const interrupted = 'Windlass was interrupted in the middle of this step.'

type Unsettled = { readonly index: number; readonly unknown: Acted & { kind: 'unknown' } }

/** Looks whether a step happened of which no answer came. Done again only where that is safe and it did not. */
async function settle(change: Change, { index, unknown }: Unsettled, { ports }: Applying): Promise<Change> {
  const { system } = ports
  const command = commandOf(change, ports.product)
  const [planned] = stepsAt(change, [index])
  if (planned === undefined) throw new Error('a change without that step')
  const ec2 = ports.aws.readerFor({ team: change.team, user: change.user })
  const seen = (await command.look([planned], { ec2, now: system.now() })).get(planned.target.id)
  const at = system.now()
  // The job comes back to it: a place that gives no answer now may in a while.
  if (seen?.kind === 'unseen' && command.repeat === 'safe') throw new UserError('Unseen', whatIsKnown(unknown, seen))
  if (seen?.kind === 'there' || seen?.kind === 'moving') {
    const progress: Progress = { kind: 'accepted', at, requestId: undefined, state: seen.state }
    return record(change, { index, progress }, ports)
  }
  const isUndone = seen?.kind === 'untouched' && command.repeat === 'safe'
  const message = whatIsKnown(unknown, seen)
  if (isUndone && triesOf(change, index) < mostTries) return retry(change, index, { message, ports })
  return record(change, { index, progress: { kind: 'unknown', at, message } }, ports)
}

// Still not known after these, a person decides.
const mostTries = 3

function triesOf({ progress }: Change, index: number): number {
  const known = progress[index]
  return known?.kind === 'begun' ? (known.tries ?? 1) : 0
}

type Retry = { readonly message: string; readonly ports: SpinePorts }

/** Back to waiting: the same loop does it, with an intent of its own. Each intent has its outcome in the audit. */
async function retry(change: Change, index: number, { message, ports }: Retry): Promise<Change> {
  const at = ports.system.now()
  const outcome = `${message} It is done again.`
  return saved(
    change,
    (current) => {
      const next = progressed(current, index, { kind: 'waiting', tries: triesOf(current, index) })
      return { change: next, events: [eventOf(next, 'step-unknown', { at, step: index, outcome })] }
    },
    ports,
  )
}

function whatIsKnown({ message }: Acted & { kind: 'unknown' }, seen: Seen | undefined): string {
  if (seen === undefined) return message
  if (seen.kind === 'unseen') return `${message} It could not be looked at either: ${seen.why}`
  return `${message} Looked at after that, it was ${seen.state}.`
}

type Recorded = { readonly index: number; readonly progress: Progress }

async function record(change: Change, { index, progress }: Recorded, ports: SpinePorts): Promise<Change> {
  return saved(
    change,
    (current) => {
      const before = current.progress[index]
      const tries = before?.kind === 'waiting' ? (before.tries ?? 0) + 1 : 1
      const next = progressed(current, index, progress.kind === 'begun' ? { ...progress, tries } : progress)
      return { change: next, events: eventsOf(next, index, progress) }
    },
    ports,
  )
}

function eventsOf(change: Change, index: number, progress: Progress) {
  const target = change.plan.targets[index]
  const action = change.plan.steps[index]?.action ?? ''
  const what = `${action} on ${target?.id ?? ''}`
  switch (progress.kind) {
    case 'begun':
      return [eventOf(change, 'step-begun', { at: progress.at, step: index, outcome: `about to call ${what}` })]
    case 'accepted': {
      const { at, requestId } = progress
      const how = requestId === undefined ? 'found done by looking' : 'accepted'
      return [eventOf(change, 'step-accepted', { at, step: index, outcome: `${what}: ${how}`, requestId })]
    }
    case 'refused': {
      const { at, code, message, requestId } = progress
      return [eventOf(change, 'step-refused', { at, step: index, rule: code, outcome: message, requestId })]
    }
    case 'unknown':
      return [eventOf(change, 'step-unknown', { at: progress.at, step: index, outcome: progress.message })]
    case 'waiting':
    case 'there':
    case 'astray':
    case 'late':
    case 'not-tried':
      return []
  }
}

/** What was not begun is not done any more; each target that is left out is in the audit. */
async function stop(change: Change, reason: string, ports: SpinePorts): Promise<Change> {
  const at = ports.system.now()
  return saved(
    change,
    (current) => {
      const next = stopped(current, { reason, at })
      const left = [...next.progress.keys()].filter((index) => current.progress[index]?.kind === 'waiting')
      return {
        change: next,
        events: left.map((index) => eventOf(next, 'not-tried', { at, step: index, outcome: reason })),
      }
    },
    ports,
  )
}

/** On to following what AWS took, or to the end. */
async function finish(change: Change, ports: SpinePorts): Promise<void> {
  const at = ports.system.now()
  await saved(
    change,
    (current) => {
      const next = applied(current, at)
      return isFinal(next)
        ? { change: next, events: [endOf(next, at)], jobs: [jobFor(next, 'show', at)] }
        : { change: next, events: [], jobs: [jobFor(next, 'follow', at)] }
    },
    ports,
  )
}

/** No audit write, no step: where it cannot be saved, the job fails here, before the call. */
async function saved(change: Change, moves: (current: Change) => Move, ports: SpinePorts): Promise<Change> {
  const moved = await move(change.id, (current) => (isFinal(current) ? undefined : moves(current)), ports)
  if (moved === undefined) throw new Error('a change that is being applied has ended meanwhile')
  return moved
}

/** For a job that could not go on: nothing more is begun, and what is known stays. */
export async function giveUpChange(id: string, reason: string, ports: SpinePorts): Promise<Change | undefined> {
  const at = ports.system.now()
  return move(
    id,
    (current) => {
      if (isFinal(current)) return undefined
      // Of one move: the version counts once.
      const next = { ...ended(stopped(current, { reason, at }), at, reason), version: current.version + 1 }
      return { change: next, events: [endOf(next, at)], jobs: [jobFor(next, 'show', at)] }
    },
    ports,
  )
}
