/** What a `<!date^…>` token or a rich_text `date` element asks for, drawn in the reader's time zone. */
export type SlackDate = {
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly format: string
  readonly nowMs: number
  /** The browser's own when left out. */
  readonly timeZone?: string
}

const dayMs = 86_400_000
const fullDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
// Made once: it is asked for every message at every drawing, and is slow to make.
const localDay = new Intl.DateTimeFormat('en-GB', fullDay)

/** Tokens as Slack documents them under "Formatting text for app surfaces: date formatting"; clocks run to 23:59. */
export function formatSlackDate({ timestamp, format, nowMs, timeZone }: SlackDate): string {
  const at = new Date(timestamp * 1000)
  const draw = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', timeZone === undefined ? options : { ...options, timeZone }).format(at)
  const ordinalDay = () => ordinal(Number(draw({ day: 'numeric' })))
  const drawings: Record<string, () => string> = {
    date_num: () => `${draw({ year: 'numeric' })}-${draw({ month: '2-digit' })}-${draw({ day: '2-digit' })}`,
    date: () => `${draw({ month: 'long' })} ${ordinalDay()}, ${draw({ year: 'numeric' })}`,
    date_short: () => draw({ month: 'short', day: 'numeric', year: 'numeric' }),
    date_long: () =>
      `${draw({ weekday: 'long' })}, ${draw({ month: 'long' })} ${ordinalDay()}, ${draw({ year: 'numeric' })}`,
    time: () => draw({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    time_secs: () => draw({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    ago: () => ago(nowMs - at.getTime()),
  }
  const near = nearDay(at.getTime(), nowMs, timeZone)
  return format.replace(/\{(\w+?)(_pretty)?\}/g, (token, name: string, pretty: string | undefined) => {
    if (pretty !== undefined && near !== undefined) return near
    return drawings[name]?.() ?? token
  })
}

function nearDay(atMs: number, nowMs: number, timeZone: string | undefined): string | undefined {
  const days = [
    ['today', nowMs],
    ['yesterday', nowMs - dayMs],
    ['tomorrow', nowMs + dayMs],
  ] as const
  return days.find(([, dayAtMs]) => dayOf(dayAtMs, timeZone) === dayOf(atMs, timeZone))?.[0]
}

/** The calendar day of a moment in full: "Tuesday, 24 November 2026". */
export function dayOf(atMs: number, timeZone?: string): string {
  const drawing = timeZone === undefined ? localDay : new Intl.DateTimeFormat('en-GB', { ...fullDay, timeZone })
  return drawing.format(atMs)
}

/** What stands between the messages of two days: "Today", or the day in full. */
export function nameOfDay(atMs: number, nowMs: number): string {
  const near = nearDay(atMs, nowMs, undefined)
  return near === undefined ? dayOf(atMs) : near.charAt(0).toUpperCase() + near.slice(1)
}

function ago(pastMs: number): string {
  const units = [
    ['day', dayMs],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const
  const unit = units.find(([, ms]) => Math.abs(pastMs) >= ms)
  if (unit === undefined) return 'just now'
  return new Intl.RelativeTimeFormat('en').format(-Math.trunc(pastMs / unit[1]), unit[0])
}

function ordinal(day: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${day}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)]}`
}
