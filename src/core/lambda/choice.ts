import { failureLines } from '../ec2/failures.ts'
import { type PlaceFailure, placeName } from '../place.ts'
import type { Problem } from '../problem.ts'
import { bold, joinTexts, type Text, text } from '../text.ts'
import type { Action, Choice } from '../view.ts'
import type { LambdaFunction } from './function.ts'
import { isPattern } from './names.ts'

// Slack shows five buttons in a row on a desktop; more become a select.
const mostButtons = 5
// More is not a choice any more, and each is kept with the record.
const mostChoices = 500

type Ambiguous = {
  readonly functions: readonly LambdaFunction[]
  readonly failures: readonly PlaceFailure[]
  readonly names: readonly string[]
  /** The words that mean just this one. */
  wordsFor(found: LambdaFunction): readonly string[]
}

/** Several functions where one is needed: a button for each, or a select where there are many. */
export function whichFunction({ functions, failures, names, wordsFor }: Ambiguous): Problem {
  const choices = functions.slice(0, mostChoices).map(
    (found, index): Choice => ({
      verb: `choose-${index + 1}`,
      label: `${found.name} in ${placeName(found.place)}`,
      does: { kind: 'run', words: wordsFor(found) },
    }),
  )
  const actions: Action[] =
    choices.length <= mostButtons
      ? choices.map((choice) => ({ kind: 'button', ...choice }))
      : [{ kind: 'select', verb: 'choose', placeholder: 'Which one?', choices }]
  const hint = joinTexts([...cutLine(functions.length), ...failureLines(failures)], ' ')
  return {
    code: 'SeveralFit',
    message: question(names, functions.length),
    ...(hint.length === 0 ? {} : { hint }),
    actions,
  }
}

function cutLine(count: number): Text[] {
  if (count <= mostChoices) return []
  return [text`The first ${mostChoices} are offered; a longer name, an account or a Region narrows it.`]
}

function question(names: readonly string[], found: number): Text {
  const [only] = names
  const count = found === 2 ? 'two' : found.toLocaleString('en')
  if (only !== undefined && names.length === 1 && !isPattern(only))
    return text`${bold(only)} is the name of ${count} functions. Which one?`
  return text`${bold(names.join(' '))} fits ${count} functions. Which one?`
}
