import type { Stretch } from '../core/lambda/functions.ts'

const firstMs = 30_000
const growth = 8

/**
 * The stretch in pieces, newest first and each longer than the one before: a busy function is read for seconds only, a
 * quiet one of a whole week in six pieces. Both ends belong to a piece, as FilterLogEvents has it.
 */
export function windowsOf({ from, until }: Stretch): Stretch[] {
  const windows: Stretch[] = []
  let end = until
  for (let length = firstMs; end >= from; length *= growth) {
    const begin = Math.max(from, end - length + 1)
    windows.push({ from: begin, until: end })
    end = begin - 1
  }
  return windows
}
