import { age } from '../age.ts'
import type { Stretch } from './functions.ts'

const hour = 3_600_000

/** `last 30 min`, `last 24 h`, `last 7 d`. */
export function stretchName({ from }: Stretch, now: number): string {
  const hours = Math.floor((now - from) / hour)
  return hours >= 24 && hours < 48 ? `last ${hours} h` : `last ${age(now - from)}`
}
