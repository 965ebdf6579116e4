import { type Change, isFinal, type Progress, progressed, stopped } from '../core/change.ts'
import type { Target } from '../core/plan.ts'
import { eventOf, type Move, move } from './move.ts'
import type { SpinePorts } from './ports.ts'

type Recorded = { readonly index: number; readonly progress: Progress }

/** What has become of one step, with its event. */
export async function recordStep(change: Change, { index, progress }: Recorded, ports: SpinePorts): Promise<Change> {
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
    case 'there':
      return [eventOf(change, 'step-ended', { at: progress.at, step: index, outcome: `${what}: ${endOf(progress)}` })]
    case 'waiting':
    case 'astray':
    case 'late':
    case 'not-tried':
      return []
  }
}

/** Of a call that was over when AWS answered. */
function endOf({ result, state }: Progress & { readonly kind: 'there' }): string {
  if (result === undefined) return state
  return result.failure === undefined ? `answered with ${result.status}` : 'ran and failed'
}

type Stop = { readonly reason: string; readonly where?: (target: Target) => boolean }

/** What was not begun is not done any more, everywhere or only there; each target that is left out is in the audit. */
export async function recordStop(change: Change, stop: Stop, ports: SpinePorts): Promise<Change> {
  const at = ports.system.now()
  const { reason: outcome } = stop
  return saved(
    change,
    (current) => {
      const next = stopped(current, { ...stop, at })
      const left = [...next.progress.keys()].filter((index) => next.progress[index] !== current.progress[index])
      return {
        change: next,
        events: left.map((index) => eventOf(next, kindOf(next, index), { at, step: index, outcome })),
      }
    },
    ports,
  )
}

function kindOf({ progress }: Change, index: number) {
  return progress[index]?.kind === 'unknown' ? 'step-unknown' : 'not-tried'
}

/** No audit write, no step: where it cannot be saved, the job fails here, before the call. */
export async function saved(change: Change, moves: (current: Change) => Move, ports: SpinePorts): Promise<Change> {
  const moved = await move(change.id, (current) => (isFinal(current) ? undefined : moves(current)), ports)
  if (moved === undefined) throw new Error('a change that is being applied has ended meanwhile')
  return moved
}
