import type { Acted } from './acted.ts'
import type { Rule } from './decision.ts'
import type { Surface } from './delivery.ts'
import type { CallResult } from './lambda/call.ts'
import type { VersionCounts } from './lambda/functions.ts'
import type { Plan, Target } from './plan.ts'

/** Where a message stands that is edited later. */
export type Card = { readonly channel: string; readonly ts: string }

/**
 * - `proposed` waits for a confirmation; `cancelled` and `expired` ended there.
 * - `confirmed` waits for its job, `applying` is done step by step, `following` waits for targets to be where they should.
 * - `done`: every target is there. `ended`: not every one; the steps say which.
 */
export type ChangeState =
  | 'proposed'
  | 'cancelled'
  | 'expired'
  | 'confirmed'
  | 'applying'
  | 'following'
  | 'done'
  | 'ended'

/** What has become of one step. */
export type Progress =
  | { readonly kind: 'waiting'; readonly tries?: number }
  /** Recorded before the call. Found after a crash, it is not known whether the call was made. */
  | { readonly kind: 'begun'; readonly at: number; readonly tries?: number }
  | {
      readonly kind: 'accepted'
      readonly at: number
      readonly requestId: string | undefined
      readonly state: string
      /** Since when it is looked at once more. */
      readonly lookedAgainAt?: number
      /** Old and new side by side, while both are called. */
      readonly compared?: readonly VersionCounts[]
    }
  | {
      readonly kind: 'there'
      readonly at: number
      readonly acceptedAt: number
      readonly state: string
      /** What a function answered. */
      readonly result?: CallResult
      readonly compared?: readonly VersionCounts[]
    }
  | {
      readonly kind: 'refused'
      readonly at: number
      readonly code: string
      readonly message: string
      readonly requestId: string | undefined
    }
  /** May have happened: a person decides. */
  | { readonly kind: 'unknown'; readonly at: number; readonly message: string }
  /** Accepted, and went elsewhere or took too long. */
  | {
      readonly kind: 'astray'
      readonly at: number
      readonly message: string
      readonly compared?: readonly VersionCounts[]
    }
  | { readonly kind: 'late'; readonly at: number; readonly acceptedAt: number; readonly state: string }
  | { readonly kind: 'not-tried'; readonly at: number; readonly reason: string }

/** A change from its proposal to its end: stored, and moved by compare-and-set on `version`. */
export type Change = {
  /** Goes into buttons as the record id. */
  readonly id: string
  readonly version: number
  /** The delivery that proposed it: one delivery proposes once. */
  readonly delivery: string
  readonly team: string
  readonly user: string
  readonly surface: Surface
  readonly channel: string
  readonly thread: string | undefined
  readonly isDirect: boolean
  /** As typed. */
  readonly said: string
  readonly reason: string | undefined
  /** The rule that allowed it. */
  readonly rule: Rule
  readonly plan: Plan
  /** Of the plan: planned again, another one stops the change. */
  readonly hash: string
  /** When AWS said that the changing role may do each step; absent where it cannot be asked. */
  readonly rehearsedAt: number | undefined
  /** What has to be typed to confirm it, where a button is not enough. */
  readonly typed: string | undefined
  readonly state: ChangeState
  readonly proposedAt: number
  readonly expiresAt: number
  readonly decidedBy: string | undefined
  readonly decidedAt: number | undefined
  /** In the order of the plan's steps. */
  readonly progress: readonly Progress[]
  /** Why it ended as a whole, where a step alone does not say it. */
  readonly ending: string | undefined
  readonly endedAt: number | undefined
  readonly card: Card | undefined
}

const finalStates: ReadonlySet<ChangeState> = new Set(['cancelled', 'expired', 'done', 'ended'])

export function isFinal({ state }: Pick<Change, 'state'>): boolean {
  return finalStates.has(state)
}

/** Somebody has said yes to it, whatever became of it since. */
export function wasConfirmed({ state }: Pick<Change, 'state'>): boolean {
  return state !== 'proposed' && state !== 'cancelled' && state !== 'expired'
}

type Decision = { readonly by: string; readonly at: number }

/** Nothing where it is not waiting for that any more. */
export function confirmed(change: Change, { by, at }: Decision): Change | undefined {
  if (change.state !== 'proposed' || at >= change.expiresAt) return undefined
  return next(change, { state: 'confirmed', decidedBy: by, decidedAt: at })
}

export function cancelled(change: Change, { by, at }: Decision): Change | undefined {
  if (change.state !== 'proposed') return undefined
  return next(change, { state: 'cancelled', decidedBy: by, decidedAt: at, endedAt: at })
}

export function expired(change: Change, at: number): Change | undefined {
  if (change.state !== 'proposed' || at < change.expiresAt) return undefined
  return next(change, { state: 'expired', endedAt: at })
}

/** One step further. Before the first, the change begins to be applied. */
export function progressed(change: Change, index: number, progress: Progress): Change {
  const state = change.state === 'confirmed' ? 'applying' : change.state
  return next(change, { state, progress: change.progress.with(index, progress) })
}

// Longer than any wait for AWS or for a restart, shorter than anybody relies on: later, things may be otherwise.
const confirmationLastsMs = 15 * 60_000

/** A yes is for now. What is older is not begun, or begun once more, without another one. */
export function isOld(at: number | undefined, now: number): boolean {
  return at === undefined || now - at > confirmationLastsMs
}

type Stop = { readonly reason: string; readonly at: number; readonly where?: (target: Target) => boolean }

/**
 * Whatever was not begun is not done any more, everywhere or only there. What was begun before without an answer may have
 * been done all the same.
 */
export function stopped(change: Change, { reason, at, where = () => true }: Stop): Change {
  const progress = change.progress.map((each, index): Progress => {
    const target = change.plan.targets[index]
    const isHeld = each.kind === 'waiting' && (target === undefined || where(target))
    if (!isHeld) return each
    return each.kind === 'waiting' && each.tries !== undefined
      ? { kind: 'unknown', at, message: `AWS was asked for it, and no answer came. ${reason}` }
      : { kind: 'not-tried', at, reason }
  })
  return next(change, { progress })
}

/** After the last step: on to following, or to the end where nothing is left to follow. */
export function applied(change: Change, at: number): Change {
  return change.progress.some(({ kind }) => kind === 'accepted')
    ? next(change, { state: 'following' })
    : ended(change, at)
}

export function ended(change: Change, at: number, ending?: string): Change {
  const isDone = change.progress.every(({ kind }) => kind === 'there')
  return next(change, { state: isDone ? 'done' : 'ended', endedAt: at, ending: ending ?? change.ending })
}

/** Late ones are looked at again, from now on for as long as at first. */
export function followedAgain(change: Change, at: number): Change | undefined {
  if (change.state !== 'ended' || !change.progress.some(({ kind }) => kind === 'late')) return undefined
  const progress = change.progress.map(
    (each): Progress =>
      each.kind === 'late'
        ? { kind: 'accepted', at: each.acceptedAt, requestId: undefined, state: each.state, lookedAgainAt: at }
        : each,
  )
  return next(change, { state: 'following', progress, endedAt: undefined })
}

export function next(change: Change, changed: Partial<Change>): Change {
  return { ...change, ...changed, version: change.version + 1 }
}

export function progressOf(acted: Acted, at: number, state: string): Progress {
  switch (acted.kind) {
    case 'accepted':
      return acted.result === undefined
        ? { kind: 'accepted', at, requestId: acted.requestId, state: acted.state ?? state }
        : { kind: 'there', at, acceptedAt: at, state, result: acted.result }
    case 'refused':
      return { kind: 'refused', at, code: acted.code, message: acted.message, requestId: acted.requestId }
    case 'unknown':
      return { kind: 'unknown', at, message: acted.message }
  }
}

/** How it stands in a few words, for lists and the audit: `2 of 3 done, 1 refused`. */
export function stateWords({ state, progress, ending }: Pick<Change, 'state' | 'progress' | 'ending'>): string {
  if (state !== 'ended' && state !== 'done') return state
  const counts = new Map<string, number>()
  for (const each of progress) {
    const kind = each.kind === 'there' && each.result?.failure !== undefined ? 'failed' : each.kind
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const there = counts.get('there') ?? 0
  counts.delete('there')
  const rest = [...counts].map(([kind, count]) => `, ${count} ${endWords[kind] ?? kind}`).join('')
  return `${there} of ${progress.length} done${rest}${ending === undefined ? '' : `: ${ending}`}`
}

const endWords: Readonly<Record<string, string>> = {
  'not-tried': 'not tried',
  late: 'taking longer',
  waiting: 'not begun',
  begun: 'not known',
  unknown: 'not known',
  failed: 'ran and failed',
  accepted: 'under way',
}
