import type { Parameter } from '../parameter.ts'
import type { Parsed } from '../parsed.ts'
import { latest } from './shift.ts'

/** What commands that move an alias take besides the function. */
export const aliasParameter = {
  kind: 'option',
  about: 'which alias; may be left out where the function has just one',
  placeholder: 'live',
  parse: (word): Parsed<string> =>
    // CreateAlias, parameter Name: what is all digits would be a version.
    /^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/.test(word)
      ? { ok: true, value: word }
      : { ok: false, message: `${word} is not the name of an alias.` },
} as const satisfies Parameter

export function parseVersion(word: string): Parsed<string> {
  if (/^[1-9]\d{0,9}$/.test(word)) return { ok: true, value: word }
  if (word.toUpperCase() === latest) return { ok: true, value: latest }
  return { ok: false, message: `${word} is not a version; those are numbers like 7.` }
}

/** A share in percent: `10` or `10%`. */
export function parseWeight(word: string): Parsed<number> {
  const [, digits] = /^([1-9]\d?) ?%?$/.exec(word) ?? []
  if (digits !== undefined) return { ok: true, value: Number(digits) }
  return {
    ok: false,
    message: `${word} is not a share of the calls from 1% to 99%. For all of them leave --weight out.`,
  }
}

const leastMinutes = 5
const mostMinutes = 60

/** Minutes as they are typed, so that a plan's parameters can be typed again. */
export function parseWatch(word: string): Parsed<string> {
  const [, digits] = /^(\d{1,2})(?:m|min)$/i.exec(word === '1h' ? '60m' : word) ?? []
  const minutes = Number(digits)
  if (minutes >= leastMinutes && minutes <= mostMinutes) return { ok: true, value: `${minutes}m` }
  return { ok: false, message: `${word} is not a time from ${leastMinutes}m to ${mostMinutes}m.` }
}

/** Milliseconds. */
export function watchMs(watch: string): number {
  return Number.parseInt(watch, 10) * 60_000
}
