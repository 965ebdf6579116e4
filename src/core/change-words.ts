import type { Change } from './change.ts'
import type { ChangeCommand } from './command.ts'
import { lookedIn } from './ec2/looked-for.ts'
import { wordsOn } from './ec2/words-on.ts'
import { isPayload, payloadWords } from './payload-word.ts'
import { placeName } from './place.ts'
import type { Target } from './plan.ts'
import { runs } from './problem.ts'
import { type Text, text } from './text.ts'
import type { Action } from './view.ts'

/** `2 instances`. */
export function countOf({ wording }: ChangeCommand, count: number): string {
  return `${count} ${wording.noun}${count === 1 ? '' : 's'}`
}

/** One by its name, several by their number: `Stop web-1`, `Stop 2 instances`, `Change the environment of order-intake`. */
export function thingsIn(targets: readonly Target[], command: ChangeCommand): string {
  const [first, second] = targets
  if (first === undefined || second !== undefined) return countOf(command, targets.length)
  const { part } = command.wording
  return part === undefined ? first.name : `${part} ${first.name}`
}

/** A function is called by its name; of instances it is their number that surprises. */
export function isOneFunction([first, second]: readonly Target[]): boolean {
  return first?.kind === 'function' && second === undefined
}

/** From what to what, where it is not in the command's name. */
export function summaryOf({ plan }: Pick<Change, 'plan'>): Text[] {
  return plan.summary === undefined ? [] : [plan.summary]
}

/** `production, eu-central-1`, or of several places `production (eu-central-1, us-east-1)`. */
export function whereOf(targets: readonly Target[]): string {
  const places = [...new Map(targets.map(({ place }) => [placeName(place), place])).values()]
  const [first, second] = places
  return first !== undefined && second === undefined ? placeName(first) : lookedIn(places)
}

/** Who wants it and why. */
export function whoAndWhy({ user, reason }: Pick<Change, 'user' | 'reason'>): Text {
  return text`${{ user }}: ${reason ?? 'no reason given'}`
}

/** The words that propose the same for some of its targets, with the reason that was given. */
export function againWords(change: Change, targets: readonly Target[]): string[] {
  const { plan } = change
  const flags = Object.entries(plan.parameters).flatMap(([name, value]) => {
    // Of what was taken out nobody knows here: the person fills it in.
    if (name === 'isScrubbed') return ['--form']
    if (name === 'payload' && typeof value === 'string') return payloadWords(value)
    // A form's values, as the word that it gives.
    if (typeof value === 'string' && isPayload(value)) return [value]
    if (Array.isArray(value)) return value.length === 0 ? [] : [`--${name}`, value.map(String).join(',')]
    if (value === true) return [`--${name}`]
    return typeof value === 'string' || typeof value === 'number' ? [`--${name}`, String(value)] : []
  })
  return [...wordsOn(plan.words, targets), ...flags, ...reasonFlag(change)]
}

/** What takes it back for some of its targets is a change like any other, for the same reason. */
export function undoAction(change: Change, targets: readonly Target[], command: ChangeCommand): Action[] {
  if (targets.length === 0) return []
  const { undo } = change.plan
  if (undo !== undefined) return [runs('undo', undo.label, [...undo.words, ...reasonFlag(change)])]
  const words = command.undo?.(targets)
  const verb = words?.[command.words.length - 1]
  if (words === undefined || verb === undefined) return []
  const label = `Undo: ${verb} ${countOf(command, targets.length)}`
  return [runs('undo', label, [...words, ...reasonFlag(change)])]
}

// More than a row of them is not read.
const mostActions = 5

/** What the command offers first, as far as a card has room. */
export function withOffers(change: Change, command: ChangeCommand, actions: readonly Action[]): Action[] {
  return [...(command.offers?.(change) ?? []), ...actions].slice(0, mostActions)
}

/** The same reason for what follows from a change. */
export function reasonFlag({ reason }: Pick<Change, 'reason'>): string[] {
  return reason === undefined ? [] : ['--reason', reason]
}

/** A look at the things themselves. */
export function showAction(targets: readonly Target[], { words }: Pick<ChangeCommand, 'words'>): Action[] {
  const [first, second] = targets
  const [product] = words
  if (first === undefined) return []
  if (second === undefined) return [runs('show', `Show ${first.name}`, wordsOn([product, 'show'], [first]))]
  return [runs('show', 'Show them', wordsOn([product, 'list'], targets))]
}
