import type { Instance } from '../../core/ec2/instance.ts'
import { firstInOrder, type Ordered } from '../../core/ec2/order.ts'

export const rowsPerPage = 20

export type Page = {
  readonly number: number
  readonly first: number
  readonly rows: readonly Instance[]
  readonly total: number
}

/** A page past the end is the last one. */
export function pageOf(instances: readonly Instance[], wanted: number, ordered: Ordered): Page {
  const total = instances.length
  const number = Math.min(wanted, Math.ceil(total / rowsPerPage))
  const first = (number - 1) * rowsPerPage
  return { number, first, rows: firstInOrder(instances, first + rowsPerPage, ordered).slice(first), total }
}
