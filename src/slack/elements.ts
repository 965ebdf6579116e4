import type { RichTextElement, RichTextSection } from '@slack/types'
import type { Span, Text } from '../core/text.ts'
import { limits } from './block-limits.ts'
import { clean, shorten } from './clean-text.ts'

/** How much rich text a message may still hold. */
export type Room = { left: number }

/** Literal elements: whatever a name reads like, Slack shows just that. Never empty. */
export function toSection(text: Text, room: Room): RichTextSection {
  const elements = text.flatMap((span) => toElement(span, room))
  return { type: 'rich_text_section', elements: elements.length === 0 ? [{ type: 'text', text: '–' }] : elements }
}

export function take(text: string, room: Room): string {
  const max = Math.min(limits.text, room.left)
  if (max < 2) return ''
  const taken = shorten(clean(text), max)
  room.left -= taken.length
  return taken
}

function toElement(span: Span, room: Room): RichTextElement[] {
  if (typeof span === 'string') return toText(span, room, undefined)
  if ('bold' in span) return toText(span.bold, room, { bold: true })
  if ('code' in span) return toText(span.code, room, { code: true })
  if ('user' in span) {
    return isSlackUser(span.user) ? [{ type: 'user', user_id: span.user }] : toText(span.user, room, undefined)
  }
  if ('time' in span) return toDate(span.time, room)
  const [label] = toText(span.link, room, undefined)
  if (label?.type !== 'text' || !isWebAddress(span.url)) return label === undefined ? [] : [label]
  return [{ type: 'link', url: new URL(span.url).href, text: label.text }]
}

function toText(value: string, room: Room, style: { bold: true } | { code: true } | undefined): RichTextElement[] {
  const text = take(value, room)
  if (text === '') return []
  return [style === undefined ? { type: 'text', text } : { type: 'text', text, style }]
}

function toDate(time: number, room: Room): RichTextElement[] {
  const fallback = dateFallback(time)
  if (!isShowableTime(time)) return toText(fallback, room, undefined)
  return [{ type: 'date', timestamp: Math.floor(time / 1000), format: dateFormat, fallback }]
}

/** `{date_short_pretty}` is "today" on the day itself and a date ever after. */
export const dateFormat = '{date_short_pretty}, {time}'

/** Slack writes dates from 1970 on; beyond there is only the fallback. */
export function isShowableTime(time: number): boolean {
  return Number.isFinite(time) && time >= 0 && time < Date.UTC(2100, 0)
}

export function dateFallback(time: number): string {
  // The range of Date (ECMA-262, "Time Values"), outside of which toISOString throws.
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return '–'
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, ' UTC')
}

/** Ids as Slack makes them; anything else in a mention would be somebody's own markup. */
export function isSlackUser(id: string): boolean {
  return /^[UW][A-Z0-9]{1,30}$/.test(id)
}

export function isWebAddress(url: string): boolean {
  if (url.length > limits.link / 2 || !URL.canParse(url)) return false
  const { protocol, href } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && href.length <= limits.link
}
