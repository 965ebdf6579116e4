import { type AuditEvent, type AuditKind, auditTarget } from '../core/audit.ts'
import { type Change, stateWords } from '../core/change.ts'
import type { Beside } from '../core/change-store.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Job, JobKind } from '../core/job.ts'
import { keptChange } from './keep.ts'
import type { SpinePorts } from './ports.ts'

/** A change's next state, and what is written beside it in the same transaction. */
export type Move = {
  readonly change: Change
  readonly events: readonly AuditEvent[]
  readonly jobs?: readonly Job[]
  readonly within?: NonNullable<Beside['within']>
}

type Ports = Pick<SpinePorts, 'store' | 'wakeWorker'>

/**
 * Moves a change by compare-and-set: whoever comes second looks at what it has become and decides again. Nothing where
 * there is no move to be made (any more).
 */
export async function move(
  id: string,
  decideMove: (change: Change) => Move | undefined | Promise<Move | undefined>,
  { store, wakeWorker }: Ports,
): Promise<Change | undefined> {
  for (;;) {
    // oxlint-disable no-await-in-loop -- each turn begins with what the one before has found
    const change = await store.findChange(id)
    const moved = change === undefined ? undefined : await decideMove(change)
    if (moved === undefined) return undefined
    // It would be overtaken for ever.
    if (moved.change.version !== (change?.version ?? 0) + 1) throw new Error('a move is one version')
    const { change: moving, jobs = [], ...beside } = moved
    const next = keptChange(moving)
    if (!(await store.saveChange(next, { ...beside, jobs }))) continue
    // oxlint-enable no-await-in-loop
    if (jobs.length > 0) wakeWorker()
    return next
  }
}

export function jobFor(change: Pick<Change, 'id' | 'version'>, kind: JobKind, dueAt: number): Job {
  return { id: `${kind}-${change.id}-${change.version}`, kind, change: change.id, dueAt }
}

type Told = {
  readonly at: number
  readonly outcome: string
  /** What did it, where it was not the delivery that asked for the change. */
  readonly from?: Delivery
  /** The step that it is about, by its place in the plan; else it is about all of them. */
  readonly step?: number
  readonly rule?: string
  readonly requestId?: string | undefined
}

/** One event in a change's life. `change` is what it becomes: its version makes the id, so that nothing is told twice. */
export function eventOf(change: Change, kind: AuditKind, told: Told): AuditEvent {
  const { at, outcome, from, step, rule, requestId } = told
  const { team, said } = change
  const { user, channel, surface } = from ?? change
  const { targets } = change.plan
  return {
    id: `${kind}-${change.id}-${change.version}${step === undefined ? '' : `-${step}`}`,
    at,
    kind,
    team,
    user,
    channel,
    surface,
    delivery: from?.id ?? change.delivery,
    invocation: change.id,
    said,
    rule: rule ?? change.rule.name,
    outcome,
    change: change.id,
    ...(requestId === undefined ? {} : { requestId }),
    targets: (step === undefined ? targets : targets.slice(step, step + 1)).map(auditTarget),
  }
}

/** The end of a change, told once. */
export function endOf(change: Change, at: number): AuditEvent {
  return eventOf(change, 'ended', { at, outcome: stateWords(change) })
}
