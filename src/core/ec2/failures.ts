import { type PlaceFailure, placeName } from '../place.ts'
import { bold, type Text, text } from '../text.ts'

/** What did not answer, said once a cause: the first place's sentence, and which others failed in the same way. */
export function failureLines(failures: readonly PlaceFailure[]): Text[] {
  const byCode = Map.groupBy(failures, ({ code, place }) => `${code} ${code === 'Timeout' ? '' : place.accountId}`)
  return [...byCode.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const same = others.map(({ place }) => placeName(place)).join('; ')
    return [text`${bold('Missing:')} ${first.message}${same === '' ? '' : ` The same for ${same}.`}`]
  })
}

/** For when no place answered: that is not the same as an empty account. */
export function nothingRead({ length }: readonly PlaceFailure[]): Text {
  const places =
    length === 1
      ? 'The only place that was asked gave no answer.'
      : `None of the ${length} places that were asked gave an answer.`
  return text`${bold('Nothing could be read.')} ${places}`
}
