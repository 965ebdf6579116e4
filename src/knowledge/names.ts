import type { Term } from './question.ts'
import type { Said } from './said.ts'
import { normalise, termsIn, wordsOf } from './words.ts'

export type Names = {
  /** How many words of the question are a name of a topic, by the topic's id: the longest name of each. */
  find(terms: readonly Term[]): ReadonlyMap<string, number>
  /** The topics that all of it is a name of: `what is an ASG`. */
  called(terms: readonly Term[]): ReadonlySet<string>
  /** A whole name of several words is in it: `security group`, of which neither word is one of AWS alone. */
  isIn(terms: readonly Term[]): boolean
}

const longest = 5

export function createNames(said: readonly Said[]): Names {
  const byName = new Map<string, Set<string>>()
  for (const {
    topic: { id, title, names },
  } of said)
    for (const name of [title.replace(/\(.*\)/, ''), ...namesInBrackets(title), ...names, id.replaceAll('-', ' ')]) {
      const key = keyOf(name)
      if (key !== '') byName.set(key, (byName.get(key) ?? new Set()).add(id))
    }
  const find = (terms: readonly Term[]) => {
    const found = new Map<string, number>()
    const words = terms.map(({ term }) => term)
    for (let length = 1; length <= longest; length++)
      for (let at = 0; at + length <= words.length; at++)
        for (const id of byName.get(words.slice(at, at + length).join(' ')) ?? []) found.set(id, length)
    return found
  }
  return {
    find,
    called: (terms) => new Set([...find(terms)].flatMap(([id, words]) => (words === terms.length ? [id] : []))),
    isIn: (terms) => [...find(terms).values()].some((words) => words > 1),
  }
}

/** Nothing where of several words one is left: `more instances` is not what an instance is called. */
function keyOf(name: string): string {
  const words = wordsOf(normalise(name))
  const terms = termsIn(words)
  return terms.length === 1 && words.length > 1 ? '' : terms.join(' ')
}

const namesInBrackets = (title: string): string[] => [...title.matchAll(/\(([^)]*)\)/g)].map(([, name]) => name ?? '')
