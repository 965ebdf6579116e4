import { scrub, withoutSealed } from '../core/scrub.ts'

/** What is neither shown nor stored: control characters but line feed and tab, and halves of surrogate pairs. */
const unstorable = /(?![\n\t])[\p{Cc}\p{Cs}]/gu

// A name with U+202E in it would turn round the rest of the line that it stands in: "Trojan Source", CVE-2021-42574.
const direction = /[\u202A-\u202E\u2066-\u2069]/g

/** Text from outside, in a form that every store and Slack itself take. */
export function storable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\r\u2028\u2029]/g, '\n')
    .replaceAll(unstorable, '')
}

/** Text as it may stand in a message: no secret, and nothing invisible that would change how the text beside it reads. */
export function clean(text: string): string {
  return withoutSealed(scrub(storable(text).replaceAll(direction, '')))
}

/** The same in one line; a dash where nothing is left, since Slack takes no empty text. */
export function oneLine(text: string): string {
  const line = clean(text).replaceAll(/\s+/g, ' ').trim()
  return line === '' ? '–' : line
}

/** At most `max` UTF-16 units, never half a character, with an ellipsis where something was left out. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = text.slice(0, max - 1)
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`
}
