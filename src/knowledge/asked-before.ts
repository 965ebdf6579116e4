import type { Said } from './said.ts'
import { normalise, type Word, wordOf, wordsOf } from './words.ts'

/**
 * What was thought of before is found as it is, whatever else has the same words: all of them, else the same words that
 * count, in their order, else these with whatever an instance or a function is called.
 */
export function createAskedBefore(said: readonly Said[]): (question: string) => string | undefined {
  const indexes = [sentenceOf, keyOf, thingKeyOf].map((keyed) => ({ keyed, ids: indexOf(said, keyed) }))
  return (question) => {
    const words = wordsOf(normalise(question)).map(wordOf)
    for (const { keyed, ids } of indexes) {
      const key = keyed(words)
      const found = saysMore(key) ? ids().get(key) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
}

type Keyed = (words: readonly Word[]) => string

/** Made when it is first needed, which takes some 30 ms. */
function indexOf(said: readonly Said[], keyed: Keyed): () => ReadonlyMap<string, string | undefined> {
  let made: ReadonlyMap<string, string | undefined> | undefined
  return () => (made ??= makeIndex(said, keyed))
}

function makeIndex(said: readonly Said[], keyed: Keyed): ReadonlyMap<string, string | undefined> {
  const ids = new Map<string, string | undefined>()
  for (const { topic, questions } of said)
    for (const { words } of questions) {
      const key = keyed(words)
      // Two topics' own: which of them is meant is not known.
      ids.set(key, ids.has(key) && ids.get(key) !== topic.id ? undefined : topic.id)
    }
  return ids
}

const stemsOf = (words: readonly Word[]): string => words.map(({ stem }) => stem).join(' ')

const fillers = new Set('a an the my our please i we you'.split(' '))

const sentenceOf: Keyed = (words) => stemsOf(words.filter(({ text }) => !fillers.has(text)))

const keyOf: Keyed = (words) =>
  stemsOf(words.filter(({ text, isStop }) => (!isStop && text !== 'aws' && text !== 'amazon') || telling.has(text)))

const thingKeyOf: Keyed = (words) =>
  keyOf(words.map((word) => things.get(word.text) ?? word).filter((word, at, all) => word !== all[at - 1]))

/** Several words, of which one is neither what it is about nor a word of every question: not `why function`. */
function saysMore(key: string): boolean {
  const words = key.split(' ')
  return words.length > 1 && words.some((word) => !tellingStems.has(word) && !thingStems.has(word))
}

const things = new Map([
  ...['ec2', 'server', 'servers', 'vm', 'vms', 'machine', 'machines', 'box', 'instances'].map(
    (word) => [word, wordOf('instance')] as const,
  ),
  ...['lambda', 'lambdas', 'functions'].map((word) => [word, wordOf('function')] as const),
])

/** They do not count for the search, but turn a question into another: how many run, how long one runs. */
const telling = new Set(
  'many much long often same time times not no cannot without before after between first on off down all every who why'.split(
    ' ',
  ),
)

const tellingStems: ReadonlySet<string> = new Set([...telling].map((word) => wordOf(word).stem))
const thingStems: ReadonlySet<string> = new Set([...things].flatMap(([word, thing]) => [wordOf(word).stem, thing.stem]))
