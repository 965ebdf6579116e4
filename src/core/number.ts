import type { Parsed } from './parsed.ts'

/** A whole number within bounds, digits only. */
export function wholeNumber(word: string, { least, most }: { least: number; most: number }): Parsed<number> {
  const value = /^\d{1,9}$/.test(word) ? Number(word) : Number.NaN
  if (value >= least && value <= most) return { ok: true, value }
  return { ok: false, message: `${word} is not a whole number from ${least} to ${most}.` }
}
