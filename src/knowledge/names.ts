import type { Term } from './question.ts'
import type { Said } from './said.ts'
import { normalise, termsIn, wordsOf } from './words.ts'

export type Names = {
  /** How many words of the question are a name of a topic, by the topic's id: the longest name of each. */
  find(terms: readonly Term[]): ReadonlyMap<string, number>
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
  return {
    find: (terms) => {
      const found = new Map<string, number>()
      const words = terms.map(({ term }) => term)
      for (let length = 1; length <= longest; length++)
        for (let at = 0; at + length <= words.length; at++)
          for (const id of byName.get(words.slice(at, at + length).join(' ')) ?? []) found.set(id, length)
      return found
    },
  }
}

/** Nothing where of several words one is left: `more instances` is not what an instance is called. */
function keyOf(name: string): string {
  const words = wordsOf(normalise(name))
  const terms = termsIn(words)
  return terms.length === 1 && words.length > 1 ? '' : terms.join(' ')
}

const namesInBrackets = (title: string): string[] => [...title.matchAll(/\(([^)]*)\)/g)].map(([, name]) => name ?? '')
