import type { Instance } from '../../core/ec2/instance.ts'

export const rowsPerPage = 20

export type Page = {
  readonly number: number
  readonly first: number
  readonly rows: readonly Instance[]
  readonly total: number
}

/** A page past the end is the last one. */
export function pageOf(instances: readonly Instance[], wanted: number): Page {
  const number = Math.min(wanted, Math.ceil(instances.length / rowsPerPage))
  const first = (number - 1) * rowsPerPage
  return { number, first, rows: instances.slice(first, first + rowsPerPage), total: instances.length }
}
