import type { Parsed } from '../parsed.ts'
import { hoursPerMonth } from './workload.ts'

/** As people write it, with commas between thousands. */
export const numberForm = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`
const requestsForm = new RegExp(
  `^${numberForm}\\s*(k|m|mio|b|bn|thousand|million|billion)?(?:\\s*/\\s*(s|sec|second|min|minute|h|hour|d|day|w|week|mo|month))?$`,
  'i',
)
const durationForm = new RegExp(`^${numberForm}\\s*(ms|s|sec|m|min|h)?$`, 'i')
const memoryForm = new RegExp(`^${numberForm}\\s*(mb|mib|m|gb|gib|g)?$`, 'i')

const times: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
}
/** How many of them a month has, by the first letter; months have two. */
const perMonth: Readonly<Record<string, number>> = {
  s: hoursPerMonth * 3600,
  m: hoursPerMonth * 60,
  h: hoursPerMonth,
  d: hoursPerMonth / 24,
  w: hoursPerMonth / 168,
}
const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
}

const mostRequests = 1e12
const mostMs = 86_400_000
const leastMb = 128
const mostMb = 524_288

/** Requests a month: `3M`, `3,000,000`, `500k`, `20/s`, `10k/day`. */
export function parseRequests(word: string): Parsed<number> {
  const [, digits = '', factor = '', period = 'month'] = requestsForm.exec(word.trim()) ?? []
  const unit = period.toLowerCase()
  const months = unit.startsWith('mo') ? 1 : (perMonth[unit.charAt(0)] ?? 1)
  const value = Math.round(numberOf(digits) * (times[factor.toLowerCase()] ?? 1) * months)
  if (value >= 1 && value <= mostRequests) return { ok: true, value }
  return { ok: false, message: `${word} is not a number of requests; those look like 3M, 500k, 3,000,000 or 20/s.` }
}

/** Milliseconds: `120ms`, `120`, `0.2s`, `5min`. */
export function parseDuration(word: string): Parsed<number> {
  const [, digits = '', unit = 'ms'] = durationForm.exec(word.trim()) ?? []
  const value = Math.ceil(Number((numberOf(digits) * (milliseconds[unit.toLowerCase()] ?? 1)).toFixed(3)))
  if (value >= 1 && value <= mostMs) return { ok: true, value }
  return { ok: false, message: `${word} is not how long a request takes; that looks like 120ms, 0.2s or 5min.` }
}

/** MB: `512`, `512MB`, `1.5GB`. */
export function parseMemory(word: string): Parsed<number> {
  const [, digits = '', unit = 'mb'] = memoryForm.exec(word.trim()) ?? []
  const value = Math.ceil(numberOf(digits) * (unit.toLowerCase().startsWith('g') ? 1024 : 1))
  if (value >= leastMb && value <= mostMb) return { ok: true, value }
  return { ok: false, message: `${word} is not a memory from 128 MB to 512 GB; those look like 512 or 2GB.` }
}

function numberOf(digits: string): number {
  return digits === '' ? Number.NaN : Number(digits.replaceAll(',', ''))
}

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** As it is read: `3M`, `14.2M`, in three digits, or in as many more as were asked for. */
export function spelledCount(count: number, digits = 3): string {
  const rounded = Number(count.toPrecision(digits))
  // Hundreds are round, and what is between them is rather counted than estimated.
  if (rounded >= 1e3 && rounded < 1e4 && rounded % 100 !== 0) return rounded.toLocaleString('en')
  const [size, letter] = steps.find(([least]) => rounded >= least) ?? [1, '']
  return `${Number((rounded / size).toPrecision(digits))}${letter}`
}

// Beyond it requests are no longer whole.
const mostDigits = 9

/** In so many digits that those that differ are read as different. */
export function spelledApart(counts: readonly number[]): string[] {
  const different = new Set(counts).size
  for (let digits = 3; digits < mostDigits; digits += 1) {
    const spelled = counts.map((count) => spelledCount(count, digits))
    if (new Set(spelled).size === different) return spelled
  }
  return counts.map((count) => spelledCount(count, mostDigits))
}

/** Written out, in three digits: `2,740`. */
export function writtenCount(count: number): string {
  return Number(count.toPrecision(3)).toLocaleString('en')
}

/** As it is typed, exactly: `3M`, `1234567`. */
export function typedCount(count: number): string {
  const [size, letter] = steps.find(([least, name]) => name !== 'T' && count >= least && count % least === 0) ?? [1, '']
  return `${count / size}${letter}`
}

/** As it is typed, exactly: `1h`, `5min`, `20s`, `1500ms`. */
export function typedDuration(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`
  if (ms % 60_000 === 0) return `${ms / 60_000}min`
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}

/** Exactly, since one millisecond too much is too much. */
export function spelledDuration(ms: number): string {
  if (ms < 1000) return `${ms} ms`
  if (ms >= 7_200_000 && ms % 36_000 === 0) return `${shortly(ms / 3_600_000)} hours`
  const areMinutes = ms >= 120_000 && ms % 600 === 0
  return areMinutes ? `${shortly(ms / 60_000)} minutes` : `${shortly(ms / 1000)} s`
}

export function spelledMemory(mb: number): string {
  return mb > 10_240 && mb % 1024 === 0 ? `${(mb / 1024).toLocaleString('en')} GB` : `${mb.toLocaleString('en')} MB`
}

function shortly(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 })
}
