import type { Acted, Seen } from '../core/acted.ts'
import { type Change, isOld, type Progress, progressed } from '../core/change.ts'
import { UserError } from '../core/errors.ts'
import { commandOf } from './card.ts'
import { eventOf } from './move.ts'
import { readersFor } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { recordStep, saved } from './record-step.ts'
import { stepsAt } from './steps.ts'

/** Steps that were begun before a crash, one look for each. */
export async function settleBegun(change: Change, ports: SpinePorts): Promise<Change> {
  let settled = change
  for (const [index, { kind }] of change.progress.entries()) {
    if (kind !== 'begun') continue
    const unknown = { kind: 'unknown', code: 'Interrupted', message: interrupted } as const
    // oxlint-disable-next-line no-await-in-loop -- at most one step of a change is begun at a time
    settled = await settleUnknown(settled, { index, unknown }, ports)
  }
  return settled
}

const interrupted = 'Windlass was interrupted in the middle of this step.'

type Unsettled = { readonly index: number; readonly unknown: Acted & { kind: 'unknown' } }

/** Looks whether a step happened of which no answer came. Done again only where that is safe and it did not. */
export async function settleUnknown(change: Change, { index, unknown }: Unsettled, ports: SpinePorts): Promise<Change> {
  const seen = await look(change, index, ports)
  const at = ports.system.now()
  const message = whatIsKnown(unknown, seen)
  // Longer ago, what looks untouched may have been done, and undone by somebody since.
  const isRepeatable = commandOf(change, ports.product).repeat === 'safe' && !isOld(begunAt(change, index), at)
  // The job comes back to it: a place that gives no answer now may in a while.
  if (seen?.kind === 'unseen' && isRepeatable) throw new UserError('Unseen', message)
  const done = foundDone(seen, at)
  if (done !== undefined) return recordStep(change, { index, progress: done }, ports)
  const isUndone = seen?.kind === 'untouched' && isRepeatable
  if (isUndone && triesOf(change, index) < mostTries) return retry(change, index, { message, ports })
  return recordStep(change, { index, progress: { kind: 'unknown', at, message } }, ports)
}

type Refused = { readonly index: number; readonly refused: Acted & { kind: 'refused' } }

/**
 * A refusal of what was asked before without an answer says nothing of the first time: it may have been done then, and
 * be refused now for that.
 */
export async function settleRefused(change: Change, { index, refused }: Refused, ports: SpinePorts): Promise<Change> {
  const seen = await look(change, index, ports)
  const at = ports.system.now()
  const done = foundDone(seen, at)
  if (done !== undefined) return recordStep(change, { index, progress: done }, ports)
  const { code, message } = refused
  const first = `AWS was asked for it before, and no answer came; asked again, it refused (${code}).`
  const unknown = { kind: 'unknown', code, message: `${first} ${message}` } as const
  return recordStep(change, { index, progress: { kind: 'unknown', at, message: whatIsKnown(unknown, seen) } }, ports)
}

/** What a look finds done, or on its way, AWS has taken: only its answer got lost. */
function foundDone(seen: Seen | undefined, at: number): Progress | undefined {
  if (seen?.kind !== 'there' && seen?.kind !== 'moving') return undefined
  return { kind: 'accepted', at, requestId: undefined, state: seen.state }
}

async function look(change: Change, index: number, ports: SpinePorts): Promise<Seen | undefined> {
  const [planned] = stepsAt(change, [index])
  if (planned === undefined) throw new Error('a change without that step')
  const { system, product } = ports
  const seen = await commandOf(change, product).look([planned], { ...readersFor(change, ports), now: system.now() })
  const found = seen.get(planned.target.id)
  // Of a call nothing can be seen at all, so that there is nothing to say of a look.
  return planned.target.kind === 'function' && found?.kind === 'unclear' ? undefined : found
}

function begunAt({ progress }: Change, index: number): number | undefined {
  const known = progress[index]
  return known?.kind === 'begun' ? known.at : undefined
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
