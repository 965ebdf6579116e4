import type { Scope } from '../../core/command.ts'
import { runs } from '../../core/problem.ts'
import { joinTexts, type Text, text } from '../../core/text.ts'
import type { Action } from '../../core/view.ts'

/** `21–40 of 58 ›`: each button says which rows it brings. */
export function pageActions(
  page: number,
  { rowsPerPage, total }: { readonly rowsPerPage: number; readonly total: number },
  { again }: Pick<Scope, 'again'>,
): Action[] {
  const rows = (number: number) =>
    `${(number - 1) * rowsPerPage + 1}–${Math.min(number * rowsPerPage, total)} of ${total}`
  return [
    ...(page > 1 ? [runs('previous', `‹ ${rows(page - 1)}`, again({ page: String(page - 1) }))] : []),
    ...(page * rowsPerPage < total ? [runs('next', `${rows(page + 1)} ›`, again({ page: String(page + 1) }))] : []),
  ]
}

/** A table's cells cannot hold mentions: who is behind the ids in it. */
export function peopleLine(users: readonly string[]): Text {
  const lines = [...new Set(users)].map((user) => text`${user} is ${{ user }}`)
  return lines.length === 0 ? [] : text`${joinTexts(lines, ', ')}.`
}
