import { isDeepStrictEqual } from 'node:util'
import type { Seen } from '../core/acted.ts'
import { type Change, ended, next, type Progress } from '../core/change.ts'
import type { ChangeCommand } from '../core/command.ts'
import { commandOf } from './card.ts'
import { endOf, eventOf, jobFor, type Move, move } from './move.ts'
import { readersFor } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { stepsAt } from './steps.ts'

// Describing an instance lags behind what was done to it (EC2 API reference, "Eventual consistency").
const settlesMs = 30_000

/** One look at what is not there yet. Gives what the change has become, and when to look again; nothing more once it has ended. */
export async function followChange(
  id: string,
  ports: SpinePorts,
): Promise<{ readonly change: Change | undefined; readonly lookAt: number | undefined }> {
  const { store, system, product } = ports
  const change = await store.findChange(id)
  if (change?.state !== 'following') return { change, lookAt: undefined }
  const command = commandOf(change, product)
  const indexes = [...change.progress.keys()].filter((index) => change.progress[index]?.kind === 'accepted')
  const readers = readersFor(change, ports)
  const seen = await command.look(stepsAt(change, indexes), { ...readers, now: system.now() })
  const at = system.now()
  const moved = await move(id, (current) => looked(current, { command, seen, at }), ports)
  const now = moved ?? change
  return { change: now, lookAt: now.state === 'following' ? at + waitFor(now, command, at) : undefined }
}

type Looked = { readonly command: ChangeCommand; readonly seen: ReadonlyMap<string, Seen>; readonly at: number }

/** Nothing where no target has got any further. */
function looked(change: Change, { command, seen, at }: Looked): Move | undefined {
  if (change.state !== 'following') return undefined
  const progress = change.progress.map((known, index): Progress => {
    const each = seen.get(change.plan.targets[index]?.id ?? '')
    return known.kind === 'accepted' ? progressAfter(known, each, { command, at }) : known
  })
  const changed = [...progress.keys()].filter((index) => progress[index] !== change.progress[index])
  const isOver = progress.every(({ kind }) => kind !== 'accepted')
  if (changed.length === 0) return undefined
  const moved = next(change, { progress })
  // Of one move: the version counts once.
  const result = isOver ? { ...ended(moved, at), version: moved.version } : moved
  const steps = changed.flatMap((index) => {
    const each = progress[index]
    return each === undefined || each.kind === 'accepted' ? [] : [endOfStep(result, index, { progress: each, at })]
  })
  return isOver
    ? { change: result, events: [...steps, endOf(result, at)], jobs: [jobFor(result, 'show', at)] }
    : { change: result, events: steps }
}

type Accepted = Progress & { kind: 'accepted' }

function progressAfter(
  known: Accepted,
  seen: Seen | undefined,
  { command, at }: { command: ChangeCommand; at: number },
): Progress {
  const acceptedAt = known.at
  const since = known.lookedAgainAt ?? acceptedAt
  const isLate = at - since > command.takesMs.atMost
  switch (seen?.kind) {
    case 'there':
      return { kind: 'there', at, acceptedAt, state: seen.state, ...comparedIn(seen, known) }
    case 'astray':
      return { kind: 'astray', at, message: seen.why, ...comparedIn(seen, known) }
    case 'untouched':
      if (at - acceptedAt > settlesMs)
        return { kind: 'astray', at, message: `AWS accepted it, and it is still ${seen.state}.` }
      return known
    case 'moving':
    case 'unclear':
      if (isLate) return { kind: 'late', at, acceptedAt, state: seen.state }
      return isSame(known, seen) ? known : { ...known, state: seen.state, ...comparedIn(seen, known) }
    case 'unseen':
    case undefined:
      return isLate ? { kind: 'late', at, acceptedAt, state: known.state } : known
  }
}

type Compared = Pick<Accepted, 'compared'>

/** Where it could not be read this time, what was read before. */
function comparedIn(seen: Seen, known: Compared): Compared {
  const compared = 'compared' in seen && seen.compared !== undefined ? seen.compared : known.compared
  return compared === undefined ? {} : { compared }
}

function isSame(known: Accepted, seen: Seen & { readonly state: string }): boolean {
  return seen.state === known.state && isDeepStrictEqual(comparedIn(seen, known).compared, known.compared)
}

function endOfStep(change: Change, step: number, { progress, at }: { progress: Progress; at: number }) {
  const outcome = 'message' in progress ? progress.message : 'state' in progress ? progress.state : progress.kind
  return eventOf(change, 'step-ended', { at, step, outcome: progress.kind === 'late' ? `still ${outcome}` : outcome })
}

const mostLooks = 40

/** Often at first, when most get there, but not all the time while minutes are usual; a message is edited every 3 s at most. */
function waitFor({ progress }: Change, { takesMs }: ChangeCommand, at: number): number {
  const begun = Math.min(
    ...progress.flatMap((each) => (each.kind === 'accepted' ? [each.lookedAgainAt ?? each.at] : [])),
  )
  const age = at - begun
  return Math.max(takesMs.usually / mostLooks, age < 90_000 ? 3_000 : age < 300_000 ? 6_000 : 15_000)
}
