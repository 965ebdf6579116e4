import type { Word } from './words.ts'

/** Words that are in every sentence. Others that count for nothing alone mean something beside another: `not found`. */
const grammar = new Set(
  `a an the is are was be do does did i we my our me us you your it its this that to of and in on at for with if so as
  have has had`.split(/\s+/),
)

const groupLength = 4

/** `_sto`, `stop`, `top_`: what a word that is spelt wrong or bent still has of the right one. */
export function lettersOf({ text }: Word): readonly string[] {
  const padded = `_${text}_`
  const last = Math.max(0, padded.length - groupLength)
  return Array.from({ length: last + 1 }, (_, at) => padded.slice(at, at + groupLength))
}

/** `public ip`, `stop protect`: two stems that follow one another. */
export function pairsOf(words: readonly Word[]): string[] {
  const stems = words.filter(({ text }) => !grammar.has(text)).map(({ stem }) => stem)
  return stems.slice(1).map((each, at) => `${stems[at]} ${each}`)
}

export const stemsOf = (words: readonly Word[]): string[] =>
  words.filter(({ isStop }) => !isStop).map(({ stem }) => stem)
