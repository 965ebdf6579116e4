import { lettersOf, pairsOf } from './features.ts'
import type { InParts } from './in-parts.ts'
import { type Counts, createLikelihood } from './likelihood.ts'
import { hasPhrase, replacePhrases } from './meanings.ts'
import type { Question } from './question.ts'
import type { Said } from './said.ts'
import type { Hit } from './search.ts'
import type { Vocabulary } from './vocabulary.ts'
import { weights } from './weights.ts'
import { createWordings } from './wordings.ts'
import { isStopWord, wordsOf } from './words.ts'

/** Puts what the search found in order of all signs together, each of which errs elsewhere. */
export type Signs = (question: Question, hits: readonly Hit[]) => readonly Hit[]

export function* createSigns(topics: readonly Said[], vocabulary: Vocabulary): InParts<Signs> {
  const places = new Map(topics.map(({ topic }, at) => [topic.id, at]))
  const all = topics.length
  const said = topics.map(({ title, names, questions }) =>
    [title, ...names, ...questions].map(({ text, words }) => (hasPhrase(text) ? toWords(text) : words)),
  )
  yield
  const wordings = createWordings(said)
  yield
  const lettersIn = said.map((each) => countThrough(count(each.flat()), lettersOf))
  yield
  const letters = createLikelihood(lettersIn, weights.letters)
  yield
  const pairsIn = said.map((each) => count(each.flatMap(pairsOf)))
  yield
  const pairs = createLikelihood(pairsIn, weights.pairs)
  yield
  const spell = (word: string) => (isStopWord(word) ? word : (vocabulary.correct(word) ?? word))
  const searched = (hits: readonly Hit[]) => {
    const scores = new Float64Array(all)
    for (const { id, score } of hits) scores[places.get(id) ?? 0] = score
    return scores
  }
  return ({ text, terms }, hits) => {
    const words = toWords(text)
    const signs = [
      { scores: standard(searched(hits)), weight: 1 },
      { scores: standard(wordings(terms)), weight: 1 },
      { scores: standard(letters(lettersOf(words))), weight: weights.letters.weight },
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

function count(features: readonly string[]): Counts {
  const counts = new Map<string, number>()
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return counts
}

/** What the words are made of, as often as the words: each word is taken apart once. */
function countThrough(words: Counts, apart: (words: readonly string[]) => readonly string[]): Counts {
  const counts = new Map<string, number>()
  for (const [word, times] of words) for (const part of apart([word])) counts.set(part, (counts.get(part) ?? 0) + times)
  return counts
}

const toWords = (normalised: string): string[] => wordsOf(replacePhrases(normalised))

/**
 * How far each is from the mean of all, as a vector of length 1: signs of different kinds can be added up, and one that
 * few topics have says more than one that many have.
 */
function standard(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const length = Math.hypot(...scores.map((score) => score - mean))
  return scores.map((score) => (length === 0 ? 0 : (score - mean) / length))
}
