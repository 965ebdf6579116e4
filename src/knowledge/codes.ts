import type { Topic } from '../core/asking/topic.ts'
import { distanceWithin } from './distance.ts'
import { normalise } from './words.ts'

export type Codes = { find(question: string): Topic | undefined }

type Entry = { readonly text: string; readonly topic: Topic }

/** Quotes, brackets and ids differ from paste to paste. */
const flatten = (given: string): string =>
  ` ${normalise(given)
    .replace(/['"()[\]{},;:!?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `

/** The topic of the longest code or message that is in the text, wherever it is; else of one that was mistyped. */
export function createCodes(topics: readonly Topic[]): Codes {
  const entries = topics
    .flatMap((topic) => topic.codes.map((code): Entry => ({ text: flatten(code), topic })))
    .toSorted((a, b) => b.text.length - a.text.length)
  const single = entries.flatMap(({ text, topic }) => (isLongWord(text.trim()) ? [{ text: text.trim(), topic }] : []))
  // In brackets such a code is a word of every day: (Throttling).
  const bracketed = new Set(
    topics
      .flatMap(({ codes }) => codes)
      .filter((code) => /^\(\w+\)$/.test(code))
      .map(flatten),
  )
  return {
    find: (question) => {
      const text = flatten(question)
      const lower = question.toLowerCase()
      const exact = entries.find((entry) =>
        bracketed.has(entry.text) ? lower.includes(`(${entry.text.trim()})`) : holds(text, entry.text),
      )
      return exact?.topic ?? nearest(text, single)
    },
  }
}

/** A dot before or behind belongs to the text around it, as in `Error.` and `Lambda.ServiceException`. */
function holds(text: string, code: string): boolean {
  const inner = code.trim()
  for (let at = text.indexOf(inner); at >= 0; at = text.indexOf(inner, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + inner.length] ?? ' '
    if (/[\s.=/\\|<>-]/.test(before) && /[\s.=/\\|<>-]/.test(after)) return true
  }
  return false
}

const isLongWord = (text: string): boolean => text.length >= 11 && !text.includes(' ')

function nearest(text: string, codes: readonly Entry[]): Topic | undefined {
  for (const word of text.split(' ').filter((each) => each.length >= 10)) {
    const near = codes
      .map(({ text: code, topic }) => ({ topic, distance: distanceWithin(word, code, code.length >= 16 ? 3 : 2) }))
      .filter(({ distance }) => distance !== undefined)
      .toSorted((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
    if (near[0] !== undefined) return near[0].topic
  }
  return undefined
}
