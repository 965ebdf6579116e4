import { isStopWord, stem } from './words.ts'

/** Words that are in every sentence. Others that `isStopWord` leaves out mean something beside another: `not found`. */
const grammar = new Set(
  `a an the is are was be do does did i we my our me us you your it its this that to of and in on at for with if so as
  have has had`.split(/\s+/),
)

const groupLength = 4

const groups = new Map<string, readonly string[]>()

/** `_sto`, `stop`, `top_`: what a word that is spelt wrong or bent still has of the right one. */
export const lettersOf = (words: readonly string[]): readonly string[] => words.flatMap(groupsOf)

function groupsOf(word: string): readonly string[] {
  const known = groups.get(word)
  if (known !== undefined) return known
  const padded = `_${word}_`
  const last = Math.max(0, padded.length - groupLength)
  const made = Array.from({ length: last + 1 }, (_, at) => padded.slice(at, at + groupLength))
  // Of the topics and of what is asked again and again; not of everything that anybody ever types.
  if (groups.size < 20_000) groups.set(word, made)
  return made
}

/** `public ip`, `stop protect`: two stems that follow one another. */
export function pairsOf(words: readonly string[]): string[] {
  const stems = words.filter((word) => !grammar.has(word)).map(stem)
  return stems.slice(1).map((each, at) => `${stems[at]} ${each}`)
}

export const stemsOf = (words: readonly string[]): string[] => words.filter((word) => !isStopWord(word)).map(stem)
