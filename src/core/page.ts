import type { Scope } from './command.ts'
import { wholeNumber } from './number.ts'
import { runs } from './problem.ts'
import type { Action } from './view.ts'

export const rowsPerPage = 20

export type Page<Row> = {
  readonly number: number
  /** How many rows stand before it. */
  readonly first: number
  readonly rows: readonly Row[]
  readonly total: number
}

/** `rowsTo` gives the first so many rows in their order. A page past the end is the last one. */
export function pageOf<Row>(total: number, wanted: number, rowsTo: (end: number) => readonly Row[]): Page<Row> {
  const number = Math.min(wanted, Math.ceil(total / rowsPerPage))
  const first = (number - 1) * rowsPerPage
  return { number, first, rows: rowsTo(first + rowsPerPage).slice(first), total }
}

/** `All 12`, or `21–40 of 58`. */
export function pageRange({ first, rows, total }: Page<unknown>): string {
  return total <= rowsPerPage ? `All ${total}` : `${first + 1}–${first + rows.length} of ${total}`
}

export function pageParameter(most = 10_000) {
  return {
    kind: 'option',
    about: `which ${rowsPerPage} rows`,
    placeholder: '2',
    parse: (word: string) => wholeNumber(word, { least: 1, most }),
  } as const
}

/** `21–40 of 58 ›`: each button says which rows it brings. */
export function pageButtons(
  { number, total }: Pick<Page<unknown>, 'number' | 'total'>,
  { again }: Pick<Scope, 'again'>,
): Action[] {
  const rows = (page: number) => `${(page - 1) * rowsPerPage + 1}–${Math.min(page * rowsPerPage, total)} of ${total}`
  return [
    ...(number > 1 ? [runs('previous', `‹ ${rows(number - 1)}`, again({ page: String(number - 1) }))] : []),
    ...(number * rowsPerPage < total
      ? [runs('next', `${rows(number + 1)} ›`, again({ page: String(number + 1) }))]
      : []),
  ]
}
