import type { Topic } from '../core/asking/topic.ts'
import { distanceWithin } from './distance.ts'
import { isElsewhere, isEveryday } from './everyday-words.ts'
import { isKnownWord } from './meanings.ts'
import { bodyText } from './topic-text.ts'
import { isStopWord, normalise, stem, termsOf, wordsOf } from './words.ts'

export type Vocabulary = {
  /** In how few topics a stem is: 0 in all of them; what no topic has is as rare as can be. */
  rarity(term: string): number
  isKnown(term: string): boolean
  /** The topics use it, or it is one of every day, as it is spelt. */
  isWord(word: string): boolean
  /** It is of the trade: part of a topic's name, and no word of every day. */
  isOfTrade(term: string): boolean
  /** The word that was meant where it is spelt wrong: one of the topics', or one that does not count. */
  correct(word: string): string | undefined
  /** `coldstart`: `cold`, `start`. */
  split(word: string): readonly string[] | undefined
}

type Counts = {
  readonly topicsOf: ReadonlyMap<string, number>
  readonly rawWords: ReadonlyMap<string, number>
  readonly ofTrade: ReadonlySet<string>
}

export function createVocabulary(topics: readonly Topic[]): Vocabulary {
  const { topicsOf, rawWords, ofTrade } = count(topics)
  const isWord = (word: string) =>
    topicsOf.has(stem(word)) || isStopWord(word) || isKnownWord(word) || isElsewhere(stem(word))
  const byFirst = Map.groupBy(rawWords.keys(), (word) => word[0])
  return {
    rarity: (term) => Math.log(1 + topics.length / (1 + (topicsOf.get(term) ?? 0))),
    isKnown: (term) => topicsOf.has(term),
    isWord: (word) => isWord(word) || isEveryday(stem(word)),
    isOfTrade: (term) => ofTrade.has(term),
    correct: (word) => {
      if (word.length < 4 || /\d/.test(word) || isWord(word)) return undefined
      const most = word.length >= 8 ? 2 : 1
      const near = (byFirst.get(word[0]) ?? [])
        .flatMap((known) => {
          const distance = distanceWithin(word, known, most)
          return distance === undefined ? [] : [{ known, distance, times: rawWords.get(known) ?? 0 }]
        })
        .toSorted((a, b) => a.distance - b.distance || b.times - a.times)
      return near[0]?.known
    },
    split: (word) => {
      if (word.length < 7 || isWord(word)) return undefined
      for (let at = 3; at <= word.length - 3; at++) {
        const parts = [word.slice(0, at), word.slice(at)]
        if (parts.every((part) => rawWords.has(part) || topicsOf.has(part))) return parts
      }
      return undefined
    },
  }
}

function count(topics: readonly Topic[]): Counts {
  const topicsOf = new Map<string, number>()
  const rawWords = new Map<string, number>()
  const ofTrade = new Set<string>()
  for (const topic of topics) {
    const names = [topic.title, ...topic.names].join(' ')
    const text = `${names} ${topic.questions.join(' ')} ${topic.codes.join(' ')} ${bodyText(topic)}`
    for (const term of new Set(termsOf(text))) add(topicsOf, term)
    for (const word of wordsOf(normalise(text))) if (word.length > 3 && !/\d/.test(word)) add(rawWords, word)
    // `DiskReadOps`, `ProvisionedConcurrencyUtilization`: nobody says so of anything else.
    for (const word of text.match(/\b[A-Z]\w*[a-z][A-Z]\w*\b/g) ?? []) ofTrade.add(stem(word.toLowerCase()))
    for (const term of termsOf(names)) if (!isEveryday(term) && /[a-z]/.test(term)) ofTrade.add(term)
  }
  return { topicsOf, rawWords, ofTrade }
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
