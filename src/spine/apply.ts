import { applied, type Change, isFinal, progressOf } from '../core/change.ts'
import { placeName } from '../core/place.ts'
import { findBar } from './bar.ts'
import { commandOf, endJobs } from './card.ts'
import { keptProgress } from './keep.ts'
import { type Fresh, lookAnew } from './look-anew.ts'
import { endOf, jobFor } from './move.ts'
import type { SpinePorts } from './ports.ts'
import { recordStep, recordStop, saved } from './record-step.ts'
import { settleBegun, settleRefused, settleUnknown } from './settle.ts'

type Applying = {
  readonly ports: SpinePorts
  /** Aborted when Windlass stops: no further step is begun. */
  readonly signal: AbortSignal
  /** How often the job was begun since it last came to its end, this time included. */
  readonly attempts: number
  /** How the targets were when it was planned, just before: they need no second look. */
  readonly fresh?: Fresh
  /** Told after every step. */
  readonly show: (change: Change) => void
}

/**
 * Does what is left of a confirmed change, step by step. A restart goes on at the first step without an outcome, and
 * where it is not known whether a step was done, looks before anything is done again. `later`: Windlass stops.
 */
export async function applyChange(id: string, applying: Applying): Promise<'finished' | 'later'> {
  try {
    return await applySteps(id, applying)
  } catch (error) {
    // The job comes back to it. Until then the card says where it stands.
    const change = await applying.ports.store.findChange(id)
    if (change !== undefined) applying.show(change)
    throw error
  }
}

async function applySteps(id: string, applying: Applying): Promise<'finished' | 'later'> {
  const { ports, signal, show } = applying
  let change = await ports.store.findChange(id)
  if (change === undefined || (change.state !== 'confirmed' && change.state !== 'applying')) return 'finished'
  change = await settleBegun(change, ports)
  let { fresh } = applying
  for (;;) {
    const index = change.progress.findIndex(({ kind }) => kind === 'waiting')
    if (index < 0) break
    // oxlint-disable no-await-in-loop -- one step after the other is what it is for
    const looked: Fresh | string = await lookBefore(change, fresh, applying)
    if (signal.aborted) return 'later'
    if (typeof looked === 'string') {
      change = await recordStop(change, { reason: looked }, ports)
    } else {
      fresh = looked
      change = await step(change, index, ports)
    }
    // oxlint-enable no-await-in-loop
    show(change)
  }
  await finish(change, ports)
  return 'finished'
}

// A step takes a second or two: most changes are looked at once, and none goes on for long by an old look.
const looksAgainAfterMs = 10_000

/** How the targets are that are left, or why nothing more is begun. */
async function lookBefore(
  change: Change,
  earlier: Fresh | undefined,
  { ports, attempts }: Applying,
): Promise<Fresh | string> {
  const isRecent = earlier !== undefined && ports.system.now() - earlier.at <= looksAgainAfterMs
  if (isRecent) return (await findBar(change, earlier.targets, ports)) ?? earlier
  // Who may not any more, or is told to wait, asks nothing of AWS.
  const bar = await findBar(change, change.plan.targets, ports)
  if (bar !== undefined) return bar
  const fresh = await lookAnew(change, attempts, ports)
  // To look takes its time, in which somebody may have paused.
  return typeof fresh === 'string' ? fresh : ((await findBar(change, fresh.targets, ports)) ?? fresh)
}

/** One step: its intent is on disk before the call, its outcome after it. */
async function step(change: Change, index: number, ports: SpinePorts): Promise<Change> {
  const command = commandOf(change, ports.product)
  const at = { index, step: change.plan.steps[index], target: change.plan.targets[index] }
  if (at.step === undefined || at.target === undefined) throw new Error('a change without that step')
  const { name, place } = at.target
  const begun = await recordStep(change, { index, progress: { kind: 'begun', at: ports.system.now() } }, ports)
  const requester = { team: change.team, user: change.user }
  const use = { requester, change: change.id, isRehearsal: false }
  const acted = await command.apply(at.step, at.target, {
    ec2: ports.aws.changerFor(use),
    lambda: ports.aws.callerFor(use),
  })
  if (acted.kind === 'unknown') return settleUnknown(begun, { index, unknown: acted }, ports)
  const wasTried = change.progress[index]?.kind === 'waiting' && change.progress[index].tries !== undefined
  if (acted.kind === 'refused' && wasTried) return settleRefused(begun, { index, refused: acted }, ports)
  const progress = keptProgress(progressOf(acted, ports.system.now(), at.target.state))
  const done = await recordStep(begun, { index, progress }, ports)
  if (acted.kind !== 'refused' || acted.spreads === 'nowhere') return done
  const reason = `the same would have happened to it as to ${name}`
  const keyOf = acted.spreads === 'account' ? accountIdOf : placeName
  return recordStop(done, { reason, where: (target) => keyOf(target.place) === keyOf(place) }, ports)
}

function accountIdOf({ accountId }: { readonly accountId: string }): string {
  return accountId
}

/** On to following what AWS took, or to the end. */
async function finish(change: Change, ports: SpinePorts): Promise<void> {
  const at = ports.system.now()
  await saved(
    change,
    (current) => {
      const next = applied(current, at)
      return isFinal(next)
        ? {
            change: next,
            events: [endOf(next, at)],
            jobs: endJobs(next, at, ports.product),
          }
        : { change: next, events: [], jobs: [jobFor(next, 'follow', at)] }
    },
    ports,
  )
}
