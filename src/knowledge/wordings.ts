import { stemsOf } from './features.ts'
import { collectPostings, type Postings } from './postings.ts'
import type { Term } from './question.ts'
import { weights } from './weights.ts'
import type { Word } from './words.ts'

type Meant = Pick<Term, 'term' | 'also'>

/** How near each topic's nearest wording is to the question, 0 to 1, by the topic's place. */
export type Wordings = (terms: readonly Meant[]) => Float64Array

/** `said`: the words of each wording of each topic. */
export function createWordings(said: readonly (readonly (readonly Word[])[])[]): Wordings {
  const collected = collectPostings<string>()
  const topicOf: number[] = []
  for (const [topic, wordings] of said.entries())
    for (const words of wordings) {
      for (const term of stemsOf(words)) collected.add(term, topicOf.length)
      topicOf.push(topic)
    }
  const postings = collected.end()
  const { numbers } = postings
  const rarities = raritiesIn(postings, { topicOf, all: said.length })
  const lengths = lengthsOf(postings, { rarities, all: topicOf.length })
  return (terms) => {
    const shared = new Float64Array(lengths.length)
    for (const { term, times } of terms.flatMap(meanings)) {
      const number = numbers.get(term)
      if (number === undefined) continue
      const gain = times * (rarities[number] ?? 0) ** 2
      for (const at of ownersOf(postings, number)) shared[at] = (shared[at] ?? 0) + gain
    }
    const rarityOf = (term: string) => rarities[numbers.get(term) ?? -1] ?? rarity(0, said.length)
    const length = Math.hypot(...terms.map(({ term }) => rarityOf(term))) || 1
    const best = new Float64Array(said.length)
    for (const [at, topic] of topicOf.entries())
      best[topic] = Math.max(best[topic] ?? 0, (shared[at] ?? 0) / (length * (lengths[at] ?? 0) || 1))
    return best
  }
}

const ownersOf = ({ starts, owners }: Postings<string>, number: number): Uint32Array =>
  owners.subarray(starts[number], starts[number + 1])

/** By the number of a stem, in how few topics' wordings it is. */
function raritiesIn(
  postings: Postings<string>,
  { topicOf, all }: { readonly topicOf: readonly number[]; readonly all: number },
) {
  return Float64Array.from({ length: postings.starts.length - 1 }, (_, number) => {
    let topics = 0
    let last: number | undefined
    for (const at of ownersOf(postings, number)) {
      if (topicOf[at] !== last) topics += 1
      last = topicOf[at]
    }
    return rarity(topics, all)
  })
}

const rarity = (topics: number, all: number): number => Math.log(1 + all / (0.5 + topics))

/** How much each wording has in all. */
function lengthsOf(
  postings: Postings<string>,
  { rarities, all }: { readonly rarities: Float64Array; readonly all: number },
): Float64Array {
  const squares = new Float64Array(all)
  for (const [number, each] of rarities.entries())
    for (const at of ownersOf(postings, number)) squares[at] = (squares[at] ?? 0) + each ** 2
  return squares.map(Math.sqrt)
}

const meanings = ({ term, also }: Meant) => [
  { term, times: 1 },
  ...also.map((other) => ({ term: other, times: weights.synonym })),
]
