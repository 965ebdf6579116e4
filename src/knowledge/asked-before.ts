import { type InParts, mapInParts } from './in-parts.ts'
import type { Line, Said } from './said.ts'
import { isStopWord, normalise, stem, wordsOf } from './words.ts'

/**
 * What was thought of before is found as it is, whatever else has the same words: all of them, else the same words that
 * count, in their order, else these with whatever an instance or a function is called.
 */
export function* createAskedBefore(said: readonly Said[]): InParts<(question: string) => string | undefined> {
  const indexes = yield* mapInParts([sentenceOf, keyOf, thingKeyOf], 1, (keyed) => ({
    keyed,
    ids: indexOf(said, keyed),
  }))
  yield
  return (question) => {
    const words = wordsOf(normalise(question))
    for (const { keyed, ids } of indexes) {
      const key = keyed({ words })
      const found = saysMore(key) ? ids.get(key) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
}

function indexOf(
  said: readonly Said[],
  keyed: (question: Pick<Line, 'words'>) => string,
): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>()
  for (const {
    topic: { id },
    questions,
  } of said)
    for (const question of questions) {
      const key = keyed(question)
      // Two topics' own: which of them is meant is not known.
      ids.set(key, ids.has(key) && ids.get(key) !== id ? undefined : id)
    }
  return ids
}

const keyOf = ({ words }: Pick<Line, 'words'>): string =>
  words
    .filter((word) => (!isStopWord(word) && !/^(?:aws|amazon)$/.test(word)) || telling.has(word))
    .map(stem)
    .join(' ')

/** Several words, of which one is neither what it is about nor a word of every question: not `why function`. */
function saysMore(key: string): boolean {
  const words = key.split(' ')
  return words.length > 1 && words.some((word) => !tellingStems.has(word) && !thingStems.has(word))
}

const thingKeyOf = ({ words }: Pick<Line, 'words'>): string =>
  keyOf({ words: words.map((word) => things.get(word) ?? word).filter((word, at, all) => word !== all[at - 1]) })

const things = new Map([
  ...['ec2', 'server', 'servers', 'vm', 'vms', 'machine', 'machines', 'box', 'instances'].map(
    (word) => [word, 'instance'] as const,
  ),
  ...['lambda', 'lambdas', 'functions'].map((word) => [word, 'function'] as const),
])

/** They do not count for the search, but turn a question into another: how many run, how long one runs. */
const telling = new Set(
  'many much long often same time times not no cannot without before after between first on off down all every who why'.split(
    ' ',
  ),
)

const tellingStems: ReadonlySet<string> = new Set([...telling].map(stem))
const thingStems: ReadonlySet<string> = new Set([...things.keys(), ...things.values()].map(stem))

const sentenceOf = ({ words }: Pick<Line, 'words'>): string =>
  words
    .filter((word) => !/^(?:an?|the|my|our|please|i|we|you)$/.test(word))
    .map(stem)
    .join(' ')
