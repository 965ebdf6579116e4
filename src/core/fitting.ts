import { plain, type Span, type Text } from './text.ts'

/** How much of several texts may be shown: so many, and so many characters of them all. */
type Bounds = { readonly most: number; readonly characters: number }

export type Fitted = {
  readonly shown: readonly Text[]
  /** How many there are. */
  readonly of: number
  readonly isWhole: boolean
}

// Of one text, so that a long one does not take the room of all others.
const longest = 1_000
// Less of a text says nothing.
const shortest = 60

/**
 * The first texts that fit, the last of them perhaps by its beginning. Counted before Slack's limits come into it, and
 * well below them, since escaping and scrubbing make text longer.
 */
export function fitting(texts: readonly Text[], { most, characters }: Bounds): Fitted {
  let left = characters
  const shown: Text[] = []
  for (const text of texts.slice(0, most)) {
    const length = lengthOf(text)
    const max = Math.min(longest, left)
    if (length > max && max < shortest) break
    const part = length > max ? beginningOf(text, max) : text
    left -= lengthOf(part)
    shown.push(part)
  }
  return { shown, of: texts.length, isWhole: texts.every((text, index) => text === shown[index]) }
}

export function lengthOf(text: Text): number {
  return plain(text).length
}

/** As much of it as `max` characters hold, with an ellipsis. */
function beginningOf(text: Text, max: number): Text {
  let left = max - 1
  const kept: Span[] = []
  for (const span of text) {
    const length = lengthOf([span])
    if (length <= left) kept.push(span)
    else if (typeof span === 'string' || 'bold' in span) kept.push(cut(span, left))
    if (length > left) break
    left -= length
  }
  return [...kept, '…']
}

function cut(span: string | { readonly bold: string }, max: number): Span {
  return typeof span === 'string' ? whole(span.slice(0, max)) : { bold: whole(span.bold.slice(0, max)) }
}

/** Never half a character. */
function whole(cutOff: string): string {
  return cutOff.isWellFormed() ? cutOff : cutOff.slice(0, -1)
}
