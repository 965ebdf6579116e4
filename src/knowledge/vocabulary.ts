import { isEnglish } from './dictionary.ts'
import { distanceWithin } from './distance.ts'
import { isAside, isElsewhere, isEveryday } from './everyday-words.ts'
import { stemsOf } from './features.ts'
import type { InParts } from './in-parts.ts'
import { isKnownWord } from './meanings.ts'
import type { Said } from './said.ts'
import { bodyText } from './topic-text.ts'
import { isStopWord, normalise, stem, wordOf, wordsOf } from './words.ts'

export type Vocabulary = {
  /** In how few topics a stem is: 0 in all of them; what no topic has is as rare as can be. */
  rarity(term: string): number
  isKnown(term: string): boolean
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

export function* createVocabulary(said: readonly Said[]): InParts<Vocabulary> {
  const isMisspelt = misspeltIn(said)
  yield
  const { topicsOf, rawWords, ofTrade } = count(said, isMisspelt)
  yield
  const all = said.length
  const isWord = (word: string) =>
    topicsOf.has(stem(word)) || isStopWord(word) || isKnownWord(word) || isElsewhere(stem(word)) || isAside(stem(word))
  const byFirst = Map.groupBy(rawWords.keys(), (word) => word[0])
  return {
    rarity: (term) => Math.log(1 + all / (1 + (topicsOf.get(term) ?? 0))),
    isKnown: (term) => topicsOf.has(term),
    isOfTrade: (term) => ofTrade.has(term),
    correct: (word) => {
      if (word.length < 4 || /\d/.test(word) || isWord(word) || isEnglish(word)) return undefined
      const most = word.length >= 8 ? 2 : 1
      const near = (byFirst.get(word[0]) ?? [])
        .flatMap((known) => {
          const distance = distanceWithin(word, known, most)
          return distance === undefined ? [] : [{ known, distance, times: rawWords.get(known) ?? 0 }]
        })
        .toSorted(
          (a, b) => a.distance - b.distance || isTurned(word, b.known) - isTurned(word, a.known) || b.times - a.times,
        )
      return near[0]?.known
    },
    split: (word) => {
      if (word.length < 7 || isWord(word) || isEnglish(word)) return undefined
      for (let at = 3; at <= word.length - 3; at++) {
        const parts = [word.slice(0, at), word.slice(at)]
        if (parts.every((part) => rawWords.has(part) || topicsOf.has(part))) return parts
      }
      return undefined
    },
  }
}

/** Of as many mistakes, two letters in the wrong order are likeliest: `teir` is `tier`, not `their`. */
const isTurned = (word: string, known: string): number => Number(sorted(word) === sorted(known))
const sorted = (word: string): string => word.split('').toSorted().join('')

function count(said: readonly Said[], isMisspelt: (word: string) => boolean): Counts {
  const topicsOf = new Map<string, number>()
  const rawWords = new Map<string, number>()
  const ofTrade = new Set<string>()
  for (const { topic, title, names, questions, body } of said) {
    const codes = topic.codes.join(' ')
    const lines = [title, ...names, ...questions, body]
    const words = [...lines.flatMap((line) => line.words), ...wordsOf(normalise(codes)).map(wordOf)].filter(
      ({ text }) => !isMisspelt(text),
    )
    for (const term of new Set(stemsOf(words))) add(topicsOf, term)
    for (const { text } of words) if (text.length > 3) add(rawWords, text)
    // `DiskReadOps`, `ProvisionedConcurrencyUtilization`: nobody says so of anything else.
    const written = [topic.title, ...topic.names, ...topic.questions, codes, bodyText(topic)].join(' ')
    for (const word of written.match(/\b[A-Z]\w*[a-z][A-Z]\w*\b/g) ?? []) ofTrade.add(stem(word.toLowerCase()))
    for (const term of [title, ...names].flatMap((line) => stemsOf(line.words)))
      if (!isEveryday(term) && /[a-z]/.test(term)) ofTrade.add(term)
  }
  for (const word of rawWords.keys()) if (/\d/.test(word)) rawWords.delete(word)
  return { topicsOf, rawWords, ofTrade }
}

const leastLength = 5
const timesAsOften = 20

/**
 * Wordings are also spelt as people spell: what stands in them alone, and is a letter away from a word that topics
 * themselves use much more often, is no word of its own.
 */
function misspeltIn(said: readonly Said[]): (word: string) => boolean {
  const written = new Map<string, number>()
  const asked = new Map<string, number>()
  for (const { title, names, questions, body } of said) {
    for (const { words } of [title, ...names, body]) for (const { text } of words) add(written, text)
    for (const { words } of questions) for (const { text } of words) add(asked, text)
  }
  const often = (word: string) => (written.get(word) ?? 0) + (asked.get(word) ?? 0)
  const right = [...written.keys()].flatMap((word) => {
    const times = often(word)
    return word.length >= leastLength - 1 && times >= timesAsOften ? [{ word, times }] : []
  })
  const byFirst = Map.groupBy(right, ({ word }) => word[0])
  const misspelt = [...asked].filter(
    ([word, times]) =>
      word.length >= leastLength &&
      !written.has(word) &&
      !/\d/.test(word) &&
      (byFirst.get(word[0]) ?? []).some((known) => isMistakeOf(known, { word, times })),
  )
  const all = new Set(misspelt.map(([word]) => word))
  return (word) => all.has(word)
}

type Counted = { readonly word: string; readonly times: number }

const isMistakeOf = (known: Counted, { word, times }: Counted): boolean =>
  known.times >= timesAsOften * times &&
  distanceWithin(word, known.word, 1) !== undefined &&
  stem(known.word) !== stem(word)

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
