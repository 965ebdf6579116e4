import { areAllNamed, someNames } from './bold-names.ts'
import type { Change } from './change.ts'
import { type Outcome, outcomeOf } from './change-outcome.ts'
import type { ChangeCommand } from './command.ts'
import { lasting } from './duration.ts'
import { fitting, lengthOf } from './fitting.ts'
import { placeName } from './place.ts'
import type { Target } from './plan.ts'
import { bold, joinTexts, type Text, text } from './text.ts'

// More lines are a wall on a phone.
const mostLines = 12
// Of the 12,000 that a message takes, with room for what stands around them.
const mostCharacters = 5_000
// Of the 3,000 that one piece of text takes.
const longestLine = 2_000

type Told = { readonly target: Target; readonly outcome: Outcome }

/**
 * A line a target: its mark, its name, and what has become of it in words. Where that is too much it is a line for all
 * that have come to the same; `isWhole` is false where even so not everything is said.
 */
export function targetLines(
  change: Change,
  command: ChangeCommand,
  now: number,
): { readonly text: Text; readonly isWhole: boolean } {
  const told = toldOf(change, command, now)
  const each = told.map(lineOf)
  const lengths = each.map(lengthOf)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  if (each.length <= mostLines && total <= mostCharacters && Math.max(...lengths) <= longestLine)
    return { text: joinTexts(each, '\n'), isWhole: true }
  const alike = [...Map.groupBy(told, ({ outcome }) => `${outcome.mark}${outcome.many('')}`).values()]
  const { shown, isWhole } = fitting(alike.map(lineOfAll), { most: 3 * mostLines, characters: mostCharacters })
  const left = alike.slice(shown.length).flat().length
  return {
    text: joinTexts([...shown, ...(left === 0 ? [] : [[`and ${left} more`]])], '\n'),
    isWhole: isWhole && alike.every((all) => areAllNamed(all.map(({ target }) => target))),
  }
}

/** For a file: everything of every target. */
export function wholeLines(change: Change, command: ChangeCommand, now: number): string[] {
  return toldOf(change, command, now).map(
    ({ target: { name, id, place }, outcome }) =>
      `${outcome.mark} ${name}${name === id ? '' : ` (${id})`} in ${placeName(place)}${outcome.one}`,
  )
}

function toldOf({ plan, progress }: Change, command: ChangeCommand, now: number): Told[] {
  return plan.targets.map((target, index) => {
    const known = progress[index] ?? ({ kind: 'waiting' } as const)
    return { target, outcome: outcomeOf(target, known, { command, now }) }
  })
}

function lineOf({ target, outcome }: Told): Text {
  return text`${outcome.mark} ${bold(target.name)}${outcome.one}`
}

function lineOfAll(all: readonly Told[]): Text {
  const [first, second] = all
  if (first === undefined || second === undefined) return first === undefined ? [] : lineOf(first)
  const took = all.map(({ outcome }) => outcome.tookMs)
  const [least, most] = [lasting(Math.min(...took)), lasting(Math.max(...took))]
  const names = someNames(all.map(({ target }) => target))
  return text`${first.outcome.mark} ${names}${first.outcome.many(least === most ? most : `${least} to ${most}`)}`
}
