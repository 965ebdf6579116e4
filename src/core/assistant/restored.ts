import type { Span, Text } from '../text.ts'
import type { Part } from '../view.ts'
import { withoutAddresses } from './links.ts'

// Alone but for the marks around it.
const lonePlaceholder = /^[\p{P}\p{S}]*[a-z]+[\p{Pd}\u2212]\d+(?:['’]s)?[\p{P}\p{S}]*$/iu

/** What was redacted is put back. A name may be that of a host; what a model joins to it must not become a link by it. */
export function restoreWords(words: string, restore: (text: string) => string): string {
  return words.replace(/\S+/g, (word) => {
    const restored = restore(word)
    if (restored === word) return word
    const isLone = lonePlaceholder.test(word)
    return withoutAddresses(restored, () => isLone)
  })
}

export function mapSpans(text: Text, map: (words: string) => string): Text {
  return text.map((span): Span => {
    if (typeof span === 'string') return map(span)
    if ('bold' in span) return { bold: map(span.bold) }
    return 'code' in span ? { code: map(span.code) } : span
  })
}

export function mapPartTexts(part: Part, map: (words: string) => string): Part {
  if (part.kind === 'paragraph') return { ...part, text: mapSpans(part.text, map) }
  if (part.kind === 'bullets') return { ...part, items: part.items.map((item) => mapSpans(item, map)) }
  return part.kind === 'code' ? { ...part, code: map(part.code) } : part
}
