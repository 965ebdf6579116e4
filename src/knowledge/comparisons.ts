import type { Topic } from '../core/asking/topic.ts'
import { normalise, termsOf, wordsOf } from './words.ts'

export type Comparisons = {
  isComparison(id: string): boolean
  /** The comparison whose two sides are both in the question, the most words first. `terms`: all that it can mean. */
  find(terms: ReadonlySet<string>): Topic | undefined
}

type Sides = { readonly topic: Topic; readonly sides: readonly (readonly string[])[]; readonly words: number }

const between = / (?:or|vs|versus) (?:an? )?/

/** `ec2-or-lambda`, and names like `server or serverless`. */
export function createComparisons(topics: readonly Topic[]): Comparisons {
  const comparisons = topics.filter(({ id }) => id.includes('-or-'))
  const ids = new Set(comparisons.map(({ id }) => id))
  const all = comparisons
    .flatMap((topic) =>
      [topic.id.replaceAll('-', ' '), topic.title, ...topic.names].flatMap((name): Sides[] => {
        const sides = normalise(name).split(between).map(termsOf)
        const isFull = sides.length > 1 && sides.every((side) => side.length > 0)
        return isFull ? [{ topic, sides, words: sides.flat().length }] : []
      }),
    )
    .toSorted((a, b) => b.words - a.words)
  return {
    isComparison: (id) => ids.has(id),
    find: (terms) =>
      all.find(({ sides }) => sides.filter((side) => side.every((term) => terms.has(term))).length >= 2)?.topic,
  }
}

const comparing =
  /\b(?:or|vs|versus|differences?|compared?|comparison|instead of|rather than|better than|cheaper than|over|between|prefer|which one|which is better|choose|pick|pros and cons)\b/

export const isComparing = (normalised: string): boolean =>
  comparing.test(normalised) || (/\b\w+\/\w+\b/.test(normalised) && wordsOf(normalised).length < 6)
