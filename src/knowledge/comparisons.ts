import type { Topic } from '../core/asking/topic.ts'
import type { Said } from './said.ts'
import { normalise, termsOf, wordsOf } from './words.ts'

export type Comparisons = {
  isComparison(id: string): boolean
  /** The comparison two of whose sides are in the question, of the most words of it. `terms`: all that it can mean. */
  find(terms: ReadonlySet<string>): Topic | undefined
}

type Sides = { readonly topic: Topic; readonly sides: readonly (readonly string[])[] }

const between = / (?:or|vs|versus) (?:an? )?/

/** `ec2-or-lambda`, and names like `server or serverless`. */
export function createComparisons(said: readonly Said[]): Comparisons {
  const comparisons = said.flatMap(({ topic }) => (topic.id.includes('-or-') ? [topic] : []))
  const ids = new Set(comparisons.map(({ id }) => id))
  const all = comparisons.flatMap((topic) =>
    [topic.id.replaceAll('-', ' '), topic.title, ...topic.names].flatMap((name): Sides[] => {
      const sides = normalise(name).split(between).map(termsOf)
      const isFull = sides.length > 1 && sides.every((side) => side.length > 0)
      return isFull ? [{ topic, sides }] : []
    }),
  )
  return {
    isComparison: (id) => ids.has(id),
    find: (terms) => {
      const found = all.flatMap(({ topic, sides }) => {
        const named = sides.filter((side) => side.every((term) => terms.has(term)))
        return named.length < 2 ? [] : [{ topic, words: named.flat().length, isWhole: named.length === sides.length }]
      })
      return found.toSorted((a, b) => b.words - a.words || Number(b.isWhole) - Number(a.isWhole))[0]?.topic
    },
  }
}

const comparing =
  /\b(?:or|vs|versus|dif\w{1,9}(?:ce|ces|se)|differs?|different|betw?e+n|compared?|comparison|instead of|rather than|better than|cheaper than|between|prefer|which one|which is better|choose|pick|pros and cons)\b/

export const isComparing = (normalised: string): boolean =>
  comparing.test(normalised) || (/\b\w+\/\w+\b/.test(normalised) && wordsOf(normalised).length < 6)
