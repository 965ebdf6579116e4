import { placeName } from '../place.ts'
import type { Problem } from '../problem.ts'
import { bold, joinTexts, type Text, text } from '../text.ts'
import type { Action, Choice } from '../view.ts'
import type { Instance } from './instance.ts'
import { type Selector, selectorWord } from './selector.ts'

// Slack shows five buttons in a row on a desktop; more become a select.
const mostButtons = 5

type Ambiguous = {
  readonly instances: readonly Instance[]
  readonly selectors: readonly Selector[]
  /** The words that mean just this one. */
  wordsFor(instance: Instance): string[]
}

/** Several instances where one is needed: a button for each, or a select where there are many. */
export function whichInstance({ instances, selectors, wordsFor }: Ambiguous): Problem {
  const choices = instances.map(
    (instance, index): Choice => ({
      verb: `choose-${index + 1}`,
      label: labelOf(instance, instances),
      does: { kind: 'run', words: wordsFor(instance) },
    }),
  )
  const actions: Action[] =
    choices.length <= mostButtons
      ? choices.map((choice) => ({ kind: 'button', ...choice }))
      : [{ kind: 'select', verb: 'choose', placeholder: 'Which one?', choices }]
  return { code: 'SeveralFit', message: question(selectors, instances), actions }
}

function question(selectors: readonly Selector[], instances: readonly Instance[]): Text {
  const [only] = selectors
  const count = instances.length === 2 ? 'two' : String(instances.length)
  if (selectors.length === 1 && only?.kind === 'name')
    return text`${bold(only.name)} is the name of ${count} instances. Which one?`
  const wanted = joinTexts(
    selectors.map((selector) => [bold(selectorWord(selector))]),
    ' ',
  )
  return text`${wanted} fits ${count} instances. Which one?`
}

/** Name and place; the id too where these are the same for several. */
function labelOf(instance: Instance, all: readonly Instance[]): string {
  const place = placeName(instance.place)
  const alike = all.filter((other) => other.name === instance.name && placeName(other.place) === place)
  const name = instance.name ?? instance.id
  return alike.length > 1 && instance.name !== undefined ? `${name} ${instance.id} in ${place}` : `${name} in ${place}`
}
