import type { Span, Text } from '../core/text.ts'
import { clean, oneLine, shorten } from './clean-text.ts'
import { dateFallback, dateFormat, isShowableTime, isSlackUser, isWebAddress } from './elements.ts'

// mrkdwn has no escape for its marks. A zero-width non-joiner on both sides takes from a mark the space or the bracket
// beside which it could begin or end formatting, and cannot be seen. Marks inside a word (`my_name`) do nothing in
// Slack and are left, so that such a name can still be copied.
const zwnj = '\u200C'
const marks = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu

/** For context blocks and top-level text, the two places where Slack reads markup: one line of at most `max` characters. */
export function toMrkdwn(text: Text, max: number): string {
  const room = { left: max }
  return text.map((span) => fit(span, room)).join('')
}

/** Text in which no character is markup: no mention, link, emoji, mark or quote. */
function escape(value: string): string {
  return escapeEntities(value)
    .replaceAll(marks, `${zwnj}$&${zwnj}`)
    .replaceAll(/:(?=[\w+'-]+:)/g, `:${zwnj}`)
    .replace(/^&gt;/, `${zwnj}&gt;`)
}

function escapeEntities(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fit(span: Span, room: { left: number }): string {
  let shown = toMarkup(span)
  // Shortened before it is escaped, so that no entity and no mark is ever cut in half.
  for (let size = visible(span).length; shown.length > room.left && size > 1; ) {
    size = Math.floor(size / 2)
    shown = toMarkup(shorten(visible(span), size))
  }
  if (shown.length > room.left) return ''
  room.left -= shown.length
  return shown
}

function toMarkup(span: Span): string {
  if (typeof span === 'string') return escape(clean(span).replaceAll(/\s+/g, ' '))
  if ('bold' in span) return `*${escape(oneLine(span.bold))}*`
  // Inside of code only the backtick is a mark.
  if ('code' in span) return `\`${escapeEntities(oneLine(span.code)).replaceAll('`', "'")}\``
  if ('user' in span) return isSlackUser(span.user) ? `<@${span.user}>` : escape(oneLine(span.user))
  if ('time' in span) return dateMarkup(span.time)
  const label = escape(oneLine(span.link))
  return isWebAddress(span.url) ? `<${escapeEntities(new URL(span.url).href).replaceAll('|', '%7C')}|${label}>` : label
}

function dateMarkup(time: number): string {
  if (!isShowableTime(time)) return dateFallback(time)
  return `<!date^${Math.floor(time / 1000)}^${dateFormat}|${dateFallback(time)}>`
}

function visible(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('code' in span) return span.code
  if ('link' in span) return span.link
  return ''
}
