import type { LambdaFunction } from '../../core/lambda/function.ts'

export const rowsPerPage = 20

export type Page = {
  readonly number: number
  readonly first: number
  readonly rows: readonly LambdaFunction[]
  readonly total: number
}

/** A page past the end is the last one. */
export function pageOf(sorted: readonly LambdaFunction[], wanted: number): Page {
  const total = sorted.length
  const number = Math.min(wanted, Math.ceil(total / rowsPerPage))
  const first = (number - 1) * rowsPerPage
  return { number, first, rows: sorted.slice(first, first + rowsPerPage), total }
}
