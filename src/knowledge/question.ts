import { isAside } from './everyday-words.ts'
import { toEnglish } from './foreign.ts'
import { alsoMeant, replacePhrases } from './meanings.ts'
import type { Vocabulary } from './vocabulary.ts'
import { isStopWord, normalise, stem, wordsOf } from './words.ts'

/** A word of a question: as the index knows it, and what else it stands for. */
export type Term = {
  readonly term: string
  readonly also: readonly string[]
  /** As it was typed, no topic has it. */
  readonly isCorrected: boolean
  /** Two words that follow one another as one: `coldstart`. Found, it counts; missing, it does not. */
  readonly isJoined?: true
}

export type Question = {
  /** In English as far as we can. */
  readonly text: string
  readonly terms: readonly Term[]
}

export function readQuestion(given: string, vocabulary: Vocabulary): Question {
  const text = toEnglish(normalise(splitCamel(given, vocabulary)))
  const words = wordsOf(replacePhrases(text)).filter((word) => !isStopWord(word))
  const terms = words.flatMap((word) => toTerms(word, vocabulary))
  const joined = words.flatMap((word, at): Term[] => {
    const both = stem(`${word}${words[at + 1] ?? ''}`)
    return words[at + 1] !== undefined && vocabulary.isOfTrade(both)
      ? [{ term: both, also: [], isCorrected: false, isJoined: true }]
      : []
  })
  return { text, terms: unique([...withoutAsides(terms, vocabulary), ...joined]) }
}

/** Beside something of AWS, lunch is when it happens; alone it is what is asked about. */
function withoutAsides(terms: readonly Term[], vocabulary: Vocabulary): readonly Term[] {
  const counted = terms.filter(({ term }) => !isAside(term))
  return counted.some(({ term }) => vocabulary.isOfTrade(term)) ? counted : terms
}

function toTerms(word: string, vocabulary: Vocabulary): Term[] {
  const term = stem(word)
  const also = alsoMeant(word)
  if (vocabulary.isKnown(term) || also.length > 0) return [{ term, also, isCorrected: false }]
  const meant = vocabulary.correct(word)
  const parts = meant === undefined ? vocabulary.split(word) : undefined
  if (parts !== undefined) return parts.map((part) => ({ term: stem(part), also: alsoMeant(part), isCorrected: true }))
  if (meant === undefined) return [{ term, also, isCorrected: false }]
  return isStopWord(meant) ? [] : [{ term: stem(meant), also: alsoMeant(meant), isCorrected: true }]
}

/** `ProvisionedConcurrencySpilloverInvocations` is read as its words where no topic has it as one. */
function splitCamel(given: string, vocabulary: Vocabulary): string {
  return given.replace(/\b[A-Z]\w*[a-z][A-Z]\w*\b/g, (word) =>
    vocabulary.isKnown(stem(word.toLowerCase())) ? word : word.replace(/([a-z\d])(?=[A-Z])/g, '$1 '),
  )
}

function unique(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((each) => [each.term, each])).values()]
}
