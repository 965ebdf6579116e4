import type { Topic } from '../core/asking/topic.ts'
import type { Term } from './question.ts'
import { normalise, termsOf } from './words.ts'

export type Names = {
  /** How many words of the question are a name of a topic, by the topic's id: the longest name of each. */
  find(terms: readonly Term[]): ReadonlyMap<string, number>
}

const longest = 5

export function createNames(topics: readonly Topic[]): Names {
  const byName = new Map<string, Set<string>>()
  for (const { id, title, names } of topics)
    for (const name of [title.replace(/\(.*\)/, ''), ...namesInBrackets(title), ...names, id.replaceAll('-', ' ')]) {
      const key = termsOf(normalise(name)).join(' ')
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

const namesInBrackets = (title: string): string[] => [...title.matchAll(/\(([^)]*)\)/g)].map(([, name]) => name ?? '')
