import { z } from 'zod'
import type { Freeze, FreezeTimes, WeekTime } from '../core/freeze.ts'

const localTime = z.string().refine((text) => isLocalTime(text), 'is not a local date and time, like 2026-12-18T16:00')

// No offset and no Z: the time zone is the team's.
function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(text)) return false
  try {
    Temporal.PlainDateTime.from(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const time = String.raw`(mon|tue|wed|thu|fri|sat|sun)\s+([01]?\d|2[0-3]):([0-5]\d)`
const week = new RegExp(String.raw`^\s*${time}\s*[-–]\s*${time}\s*$`, 'i')

const weekTimes = z.string().transform((text, context): FreezeTimes => {
  const [, ...parts] = week.exec(text) ?? []
  const [from, until] = [weekTime(parts.slice(0, 3)), weekTime(parts.slice(3))]
  if (from !== undefined && until !== undefined && !isSame(from, until)) return { kind: 'weekly', from, until }
  const message =
    from === undefined ? 'is not a part of the week, like fri 16:00 - mon 07:00' : 'begins and ends at the same time'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

function weekTime([day, hour, minute]: readonly string[]): WeekTime | undefined {
  if (day === undefined) return undefined
  return { weekday: weekdays.indexOf(day.toLowerCase()) + 1, minute: Number(hour) * 60 + Number(minute) }
}

function isSame(from: WeekTime, until: WeekTime): boolean {
  return from.weekday === until.weekday && from.minute === until.minute
}

const freeze = z
  .strictObject({
    name: z.string().min(1).max(60),
    from: localTime.optional(),
    until: localTime.optional(),
    weekly: weekTimes.optional(),
    reason: z.string().min(1).max(200),
    environments: z
      .array(z.string().min(1))
      .min(1, 'is empty: leave it out where every environment is meant')
      .optional(),
  })
  .transform(({ name, reason, environments, ...times }, context): Freeze => {
    const when = timesOf(times)
    if (typeof when !== 'string') return { name, reason, environments, when }
    context.addIssue({ code: 'custom', message: when })
    return z.NEVER
  })

type Times = { from?: string | undefined; until?: string | undefined; weekly?: FreezeTimes | undefined }

function timesOf({ from, until, weekly }: Times): FreezeTimes | string {
  if (weekly !== undefined)
    return from === undefined && until === undefined ? weekly : 'has `weekly` beside `from` and `until`: keep one'
  if (from === undefined || until === undefined) return 'needs `from` and `until`, or `weekly`'
  const isInOrder = Temporal.PlainDateTime.compare(from, until) < 0
  return isInOrder ? { kind: 'once', from, until } : 'ends before it begins'
}

export const freezes = z
  .array(freeze)
  .default([])
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'has two freezes of the same name')
