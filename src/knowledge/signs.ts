import { lettersOf, pairsOf } from './features.ts'
import type { InParts } from './in-parts.ts'
import { createLikelihood } from './likelihood.ts'
import { hasPhrase, meantWords } from './meanings.ts'
import { collectPostings, type Postings, postingsOfParts } from './postings.ts'
import type { Question } from './question.ts'
import type { Said } from './said.ts'
import type { Hit } from './search.ts'
import type { Vocabulary } from './vocabulary.ts'
import { weights } from './weights.ts'
import { createWordings } from './wordings.ts'
import { type Word, wordOf } from './words.ts'

/** Puts what the search found in order of all signs together, each of which errs elsewhere. */
export type Signs = (question: Question, hits: readonly Hit[]) => readonly Hit[]

export function* createSigns(topics: readonly Said[], vocabulary: Vocabulary): InParts<Signs> {
  const places = new Map(topics.map(({ topic }, at) => [topic.id, at]))
  const all = topics.length
  const said = topics.map(({ title, names, questions }) =>
    [title, ...names, ...questions].map(({ text, words }) => (hasPhrase(text) ? meantWords(text) : words)),
  )
  yield
  const wordings = createWordings(said)
  yield
  const letters = createLikelihood(lettersIn(said), { all, ...weights.letters })
  yield
  const pairs = createLikelihood(pairsIn(said), { all, ...weights.pairs })
  yield
  const spell = (word: Word) => (word.isStop ? word : wordOf(vocabulary.correct(word.text) ?? word.text))
  const searched = (hits: readonly Hit[]) => {
    const scores = new Float64Array(all)
    for (const { id, score } of hits) scores[places.get(id) ?? 0] = score
    return scores
  }
  return ({ text, terms }, hits) => {
    const words = meantWords(text)
    const signs = [
      { scores: standard(searched(hits)), weight: 1 },
      { scores: standard(wordings(terms)), weight: 1 },
      { scores: standard(letters(words.flatMap(lettersOf))), weight: weights.letters.weight },
      { scores: standard(pairs(pairsOf(words.map(spell)))), weight: weights.pairs.weight },
    ]
    return hits
      .map((hit) => {
        const at = places.get(hit.id) ?? 0
        const score = signs.reduce((sum, { scores, weight }) => sum + weight * (scores[at] ?? 0), 0)
        return { ...hit, score }
      })
      .toSorted((a, b) => b.score - a.score)
  }
}

/** Of each topic, the words of each wording. */
type Wordings = readonly (readonly (readonly Word[])[])[]

function lettersIn(said: Wordings): Postings<string> {
  const words = collectPostings<Word>()
  for (const [topic, wordings] of said.entries())
    for (const wording of wordings) for (const word of wording) words.add(word, topic)
  return postingsOfParts(words.end(), lettersOf)
}

function pairsIn(said: Wordings): Postings<string> {
  const pairs = collectPostings<string>()
  for (const [topic, wordings] of said.entries())
    for (const wording of wordings) for (const pair of pairsOf(wording)) pairs.add(pair, topic)
  return pairs.end()
}

/**
 * How far each is from the mean of all, as a vector of length 1: signs of different kinds can be added up, and one that
 * few topics have says more than one that many have.
 */
function standard(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const length = Math.hypot(...scores.map((score) => score - mean))
  return scores.map((score) => (length === 0 ? 0 : (score - mean) / length))
}
