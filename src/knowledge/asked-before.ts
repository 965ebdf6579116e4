import type { Topic } from '../core/asking/topic.ts'
import { normalise, stem, termsOf, wordsOf } from './words.ts'

/** What was thought of before is found as it is, whatever else has the same words: all of them, else the same words that count, in their order. */
export function createAskedBefore(topics: readonly Topic[]): (question: string) => string | undefined {
  const whole = indexOf(topics, sentenceOf)
  const counting = indexOf(topics, keyOf)
  return (question) => {
    const sentence = sentenceOf(question)
    const key = keyOf(question)
    return (
      (sentence.includes(' ') ? whole.get(sentence) : undefined) ?? (key.includes(' ') ? counting.get(key) : undefined)
    )
  }
}

function indexOf(
  topics: readonly Topic[],
  keyed: (question: string) => string,
): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>()
  for (const { id, questions } of topics)
    for (const question of questions) {
      const key = keyed(question)
      // Two topics' own: which of them is meant is not known.
      ids.set(key, ids.has(key) && ids.get(key) !== id ? undefined : id)
    }
  return ids
}

const keyOf = (question: string): string => termsOf(question).join(' ')

const sentenceOf = (question: string): string =>
  wordsOf(normalise(question))
    .filter((word) => !/^(?:an?|the|my|our|please|i|we|you)$/.test(word))
    .map(stem)
    .join(' ')
