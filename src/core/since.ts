import type { Parsed } from './parsed.ts'

/** From when on: so long ago, or from the beginning of a day. */
export type Since = { readonly kind: 'ago'; readonly ms: number } | { readonly kind: 'day'; readonly day: string }

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `2d`, `36h`, `30m`, `1w` or `2026-11-20`. */
export function parseSince(word: string): Parsed<Since> {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/i.exec(word) ?? []
  const ms = units[unit?.toLowerCase() ?? '']
  if (count !== undefined && ms !== undefined) return { ok: true, value: { kind: 'ago', ms: Number(count) * ms } }
  if (/^\d{4}-\d\d-\d\d$/.test(word) && isDay(word)) return { ok: true, value: { kind: 'day', day: word } }
  return { ok: false, message: `${word} is neither a time like 2d, 36h or 30m nor a day like 2026-11-20.` }
}

function isDay(word: string): boolean {
  const date = new Date(`${word}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(word)
}

/** Milliseconds since 1970. A day begins where the organisation is. */
export function sinceTime(
  since: Since,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): number {
  if (since.kind === 'ago') return now - since.ms
  return Temporal.PlainDate.from(since.day).toZonedDateTime(timeZone).epochMilliseconds
}
