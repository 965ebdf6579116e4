import type { Topic } from '../core/asking/topic.ts'
import { lettersOf, pairsOf } from './features.ts'
import { createLikelihood } from './likelihood.ts'
import { replacePhrases } from './meanings.ts'
import type { Question } from './question.ts'
import type { Hit } from './search.ts'
import type { Vocabulary } from './vocabulary.ts'
import { weights } from './weights.ts'
import { createWordings } from './wordings.ts'
import { isStopWord, normalise, wordsOf } from './words.ts'

/** Puts what the search found in order of all signs together, each of which errs elsewhere. */
export type Signs = (question: Question, hits: readonly Hit[]) => readonly Hit[]

export function createSigns(topics: readonly Topic[], vocabulary: Vocabulary): Signs {
  const places = new Map(topics.map(({ id }, at) => [id, at]))
  const said = topics.map(({ title, names, questions }) =>
    [title, ...names, ...questions].map((text) => toWords(normalise(text))),
  )
  const wordings = createWordings(said)
  const letters = createLikelihood(
    said.map((each) => each.flatMap(lettersOf)),
    weights.letters,
  )
  const pairs = createLikelihood(
    said.map((each) => each.flatMap(pairsOf)),
    weights.pairs,
  )
  const spell = (word: string) => (isStopWord(word) ? word : (vocabulary.correct(word) ?? word))
  const searched = (hits: readonly Hit[]) => {
    const scores = new Float64Array(topics.length)
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
