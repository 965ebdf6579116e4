import type { Lexicon } from '../core/asking/live-names.ts'
import { isAside, isElsewhere, isEveryday } from './everyday-words.ts'
import { isKnownWord } from './meanings.ts'
import type { Names } from './names.ts'
import type { Said } from './said.ts'
import { isStopWord, stem, termsOf } from './words.ts'

/** Which words mean something, from what the topics say as it stands: a question about a thing waits for no more. */
export function createLexicon(said: readonly Said[], names: Names): Lexicon {
  const stems = new Set<string>()
  for (const { topic, title, names: others, questions, body } of said) {
    for (const { words } of [title, ...others, ...questions, body]) for (const word of words) stems.add(word.stem)
    for (const term of termsOf(topic.codes.join(' '))) stems.add(term)
  }
  return {
    isWord: (word) => stems.has(stem(word)) || isStopWord(word) || isKnownWord(word) || isOfEveryDay(stem(word)),
    isName: (given) => names.called(termsOf(given).map((term) => ({ term, also: [], isCorrected: false }))).size > 0,
  }
}

const isOfEveryDay = (term: string): boolean => isEveryday(term) || isElsewhere(term) || isAside(term)
