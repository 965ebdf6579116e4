import { stemsOf } from './features.ts'
import type { Term } from './question.ts'
import { weights } from './weights.ts'

/** How near each topic's nearest wording is to the question, 0 to 1, by the topic's place. */
export type Wordings = (terms: readonly Term[]) => Float64Array

/** `said`: the words of each wording of each topic. */
export function createWordings(said: readonly (readonly (readonly string[])[])[]): Wordings {
  const all = said.length
  const texts = said.map((wordings) => wordings.map((words) => new Set(stemsOf(words))))
  const rarity = rarityIn(texts)
  const lengthOf = (terms: Iterable<string>) => {
    let sum = 0
    for (const term of terms) sum += rarity(term) ** 2
    return Math.sqrt(sum)
  }
  const topicOf = Uint16Array.from(texts.flatMap((each, topic) => each.map(() => topic)))
  const lengths = Float64Array.from(texts.flatMap((each) => each.map(lengthOf)))
  const postings = postingsOf(texts.flat())
  return (terms) => {
    const shared = new Float64Array(lengths.length)
    for (const { term, times } of terms.flatMap(meanings))
      for (const at of postings.get(term) ?? []) shared[at] = (shared[at] ?? 0) + times * rarity(term) ** 2
    const length = lengthOf(terms.map(({ term }) => term)) || 1
    const best = new Float64Array(all)
    for (const [at, topic] of topicOf.entries())
      best[topic] = Math.max(best[topic] ?? 0, (shared[at] ?? 0) / (length * (lengths[at] ?? 0) || 1))
    return best
  }
}

/** In how few topics' wordings a stem is. */
function rarityIn(texts: readonly (readonly ReadonlySet<string>[])[]): (term: string) => number {
  const all = texts.length
  const topicsOf = new Map<string, number>()
  for (const each of texts)
    for (const term of new Set(each.flatMap((terms) => [...terms]))) topicsOf.set(term, (topicsOf.get(term) ?? 0) + 1)
  return (term) => Math.log(1 + all / (0.5 + (topicsOf.get(term) ?? 0)))
}

const meanings = ({ term, also }: Term) => [
  { term, times: 1 },
  ...also.map((other) => ({ term: other, times: weights.synonym })),
]

function postingsOf(wordings: readonly ReadonlySet<string>[]): ReadonlyMap<string, readonly number[]> {
  const postings = new Map<string, number[]>()
  for (const [at, terms] of wordings.entries())
    for (const term of terms) {
      const list = postings.get(term)
      if (list === undefined) postings.set(term, [at])
      else list.push(at)
    }
  return postings
}
