import { type PlaceFailure, placeName } from '../place.ts'
import type { Problem } from '../problem.ts'
import { bold, joinTexts, type Text, text } from '../text.ts'
import type { Action, Choice } from '../view.ts'
import { failureLines } from './failures.ts'
import { type Instance, visibleName } from './instance.ts'
import { type Selector, selectorWord } from './selector.ts'

// Slack shows five buttons in a row on a desktop; more become a select.
const mostButtons = 5
// More is not a choice any more, and each is kept with the record.
const mostChoices = 500

type Ambiguous = {
  readonly instances: readonly Instance[]
  readonly failures: readonly PlaceFailure[]
  readonly selectors: readonly Selector[]
  /** The words that mean just this one. */
  wordsFor(instance: Instance): string[]
}

/** Several instances where one is needed: a button for each, or a select where there are many. */
export function whichInstance({ instances, failures, selectors, wordsFor }: Ambiguous): Problem {
  const offered = instances.slice(0, mostChoices)
  const label = labelling(offered)
  const choices = offered.map(
    (instance, index): Choice => ({
      verb: `choose-${index + 1}`,
      label: label(instance),
      does: { kind: 'run', words: wordsFor(instance) },
    }),
  )
  const actions: Action[] =
    choices.length <= mostButtons
      ? choices.map((choice) => ({ kind: 'button', ...choice }))
      : [{ kind: 'select', verb: 'choose', placeholder: 'Which one?', choices }]
  const hint = joinTexts([...cutLine(instances), ...failureLines(failures)], ' ')
  return {
    code: 'SeveralFit',
    message: question(selectors, instances),
    ...(hint.length === 0 ? {} : { hint }),
    actions,
  }
}

function cutLine({ length }: readonly Instance[]): Text[] {
  return length <= mostChoices
    ? []
    : [text`The first ${mostChoices} are offered; a longer name, an account or a Region narrows it.`]
}

function question(selectors: readonly Selector[], instances: readonly Instance[]): Text {
  const [only] = selectors
  const count = instances.length === 2 ? 'two' : instances.length.toLocaleString('en')
  if (selectors.length === 1 && only?.kind === 'name')
    return text`${bold(only.name)} is the name of ${count} instances. Which one?`
  const wanted = joinTexts(
    selectors.map((selector) => [bold(selectorWord(selector))]),
    ' ',
  )
  return text`${wanted} fits ${count} instances. Which one?`
}

function plainLabel(instance: Instance): string {
  return `${visibleName(instance)} in ${placeName(instance.place)}`
}

/** Name and place; the id too where these are the same for several. */
function labelling(instances: readonly Instance[]) {
  const alike = Map.groupBy(instances, plainLabel)
  return (instance: Instance): string => {
    const label = plainLabel(instance)
    if ((alike.get(label)?.length ?? 0) < 2) return label
    return `${visibleName(instance)} ${instance.id} in ${placeName(instance.place)}`
  }
}
