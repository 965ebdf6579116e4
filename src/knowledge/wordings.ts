import { stemsOf } from './features.ts'
import type { Term } from './question.ts'
import { weights } from './weights.ts'

/** How near each topic's nearest wording is to the question, 0 to 1, by the topic's place. */
export type Wordings = (terms: readonly Term[]) => Float64Array

type Wording = { readonly topic: number; readonly terms: ReadonlySet<string>; readonly length: number }

/** `said`: the words of each wording of each topic. */
export function createWordings(said: readonly (readonly (readonly string[])[])[]): Wordings {
  const texts = said.map((wordings) => wordings.map(stemsOf))
  const topicsOf = new Map<string, number>()
  for (const term of texts.flatMap((each) => [...new Set(each.flat())]))
    topicsOf.set(term, (topicsOf.get(term) ?? 0) + 1)
  const rarity = (term: string) => Math.log(1 + said.length / (0.5 + (topicsOf.get(term) ?? 0)))
  const lengthOf = (terms: Iterable<string>) =>
    Math.sqrt(Iterator.from(terms).reduce((sum, term) => sum + rarity(term) ** 2, 0))
  const wordings = texts.flatMap((each, topic) =>
    each.map((stems): Wording => {
      const terms = new Set(stems)
      return { topic, terms, length: lengthOf(terms) }
    }),
  )
  const postings = postingsOf(wordings)
  return (terms) => {
    const shared = new Float64Array(wordings.length)
    for (const { term, times } of terms.flatMap(meanings))
      for (const at of postings.get(term) ?? []) shared[at] = (shared[at] ?? 0) + times * rarity(term) ** 2
    const length = lengthOf(terms.map(({ term }) => term)) || 1
    const best = new Float64Array(said.length)
    for (const [at, { topic, length: own }] of wordings.entries())
      best[topic] = Math.max(best[topic] ?? 0, (shared[at] ?? 0) / (length * own || 1))
    return best
  }
}

const meanings = ({ term, also }: Term) => [
  { term, times: 1 },
  ...also.map((other) => ({ term: other, times: weights.synonym })),
]

function postingsOf(wordings: readonly Wording[]): ReadonlyMap<string, readonly number[]> {
  const postings = new Map<string, number[]>()
  for (const [at, { terms }] of wordings.entries())
    for (const term of terms) {
      const list = postings.get(term)
      if (list === undefined) postings.set(term, [at])
      else list.push(at)
    }
  return postings
}
