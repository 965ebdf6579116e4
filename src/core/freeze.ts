/** A time in which nothing is changed. Begins at `from`, has ended at `until`. */
export type Freeze = {
  readonly name: string
  readonly reason: string
  readonly when: FreezeTimes
  /** Only these, whatever their case; everything where it is left out. */
  readonly environments: readonly string[] | undefined
}

export type FreezeTimes =
  /** ISO local date-times. */
  | { readonly kind: 'once'; readonly from: string; readonly until: string }
  | { readonly kind: 'weekly'; readonly from: WeekTime; readonly until: WeekTime }

/** `weekday` is 1 for Monday to 7 for Sunday (ISO 8601), `minute` counts from midnight. */
export type WeekTime = { readonly weekday: number; readonly minute: number }

/** `now` and `until` are milliseconds since 1970. */
export type FreezeMoment = {
  readonly now: number
  readonly timeZone: string
  readonly environment: string | undefined
}

export type ActiveFreeze = { readonly freeze: Freeze; readonly until: number }

/** The freeze that forbids a change in that environment now; of several the one that ends last. */
export function findFreeze(freezes: readonly Freeze[], moment: FreezeMoment): ActiveFreeze | undefined {
  return freezes
    .filter(({ environments }) => concerns(environments, moment.environment))
    .flatMap((freeze) => {
      const until = endOf(freeze.when, moment)
      return until === undefined ? [] : [{ freeze, until }]
    })
    .toSorted((a, b) => b.until - a.until)[0]
}

function concerns(environments: readonly string[] | undefined, environment: string | undefined): boolean {
  if (environments === undefined) return true
  return environments.some((name) => name.toLowerCase() === environment?.toLowerCase())
}

type Local = { readonly from: Temporal.PlainDateTime; readonly until: Temporal.PlainDateTime }

/** When it ends, where it lasts now. */
function endOf(when: FreezeTimes, { now, timeZone }: FreezeMoment): number | undefined {
  for (const { from, until } of when.kind === 'once' ? [once(when)] : lately(when, { now, timeZone })) {
    // Where the clock shows a time twice, it begins at the first and ends at the second: never late, never early.
    const begins = from.toZonedDateTime(timeZone).epochMilliseconds
    const ends = until.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds
    if (begins <= now && now < ends) return ends
  }
  return undefined
}

function once({ from, until }: Extract<FreezeTimes, { kind: 'once' }>): Local {
  return { from: Temporal.PlainDateTime.from(from), until: Temporal.PlainDateTime.from(until) }
}

const daysOfWeek = 7
const minutesOfDay = 24 * 60

/** The last two beginnings by today's date: what begins later today may last since a week ago. */
function lately(
  { from, until }: Extract<FreezeTimes, { kind: 'weekly' }>,
  { now, timeZone }: Pick<FreezeMoment, 'now' | 'timeZone'>,
): Local[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const back = (today.dayOfWeek - from.weekday + daysOfWeek) % daysOfWeek
  const minutes = (minuteOfWeek(until) - minuteOfWeek(from) + daysOfWeek * minutesOfDay) % (daysOfWeek * minutesOfDay)
  return [back, back + daysOfWeek].map((days) => {
    const begins = today.subtract({ days }).toPlainDateTime().add({ minutes: from.minute })
    return { from: begins, until: begins.add({ minutes }) }
  })
}

function minuteOfWeek({ weekday, minute }: WeekTime): number {
  return weekday * minutesOfDay + minute
}
