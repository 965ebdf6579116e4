import { createHash } from 'node:crypto'
import type { Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'

type Paged = { MaxResults?: number | undefined; NextToken?: string | undefined }

type Limits = {
  /** The least and most that `MaxResults` may be. */
  readonly bounds: readonly [number, number]
  /** What may not be asked for together with `MaxResults`, and what EC2 calls it. */
  readonly ids?: { readonly name: string; readonly given: readonly string[] | undefined }
}

export type Page<Item> = { readonly items: readonly Item[]; readonly NextToken?: string }

/** The part of the list that the request's page is, and the token for what follows it. */
export function pageOf<Item>(
  list: readonly Item[],
  input: Paged,
  { call, ...limits }: Limits & { call: Call },
): Page<Item> {
  const size = sizeOf(input, limits)
  const mark = markOf(input, call)
  const start = input.NextToken === undefined ? 0 : startOf(input.NextToken, mark)
  const end = size === undefined ? list.length : start + size
  const items = list.slice(start, end)
  return end < list.length ? { items, NextToken: tokenOf(end, mark) } : { items }
}

function sizeOf({ MaxResults: size }: Paged, { bounds: [least, most], ids }: Limits): number | undefined {
  if (size === undefined) return undefined
  if (ids !== undefined && (ids.given ?? []).length > 0) {
    const message = `The parameter ${ids.name} cannot be used with the parameter maxResults`
    throw new AwsError('InvalidParameterCombination', message)
  }
  const wrong = (limit: string): AwsError =>
    new AwsError(
      'InvalidParameterValue',
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value ${limit}.`,
    )
  if (!(size >= least)) throw wrong(`greater than ${least}`)
  if (size > most) throw wrong(`less than or equal to ${most}`)
  return size
}

/** A token is good for the same question only, whatever the size of the pages. */
function markOf(input: Paged, { caller, region }: Call): string {
  const { MaxResults: _size, NextToken: _token, ...question } = input
  const asked = JSON.stringify([caller.account, region, question])
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16)
}

const tokenOf = (start: number, mark: string): string => Buffer.from(`${mark}:${start}`).toString('base64url')

function startOf(token: string, mark: string): number {
  const [, found, start] = /^(.{16}):(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (found !== mark) throw new AwsError('InvalidNextToken', 'The specified NextToken is not valid.')
  return Number(start)
}
