import { AwsError } from './aws-error.ts'

type Asked = { readonly size: number; readonly token: string | undefined }

/** One page of a list, and what to ask with for the next one, for services whose tokens are good for any question. */
export function queryPage<Item>(list: readonly Item[], { size, token }: Asked): { items: Item[]; next?: string } {
  const [, written] = /^page:(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString()) ?? []
  if (token !== undefined && written === undefined) throw new AwsError('InvalidNextToken', 'The token is not valid.')
  const start = Number(written ?? 0)
  const items = list.slice(start, start + size)
  const end = start + size
  return end < list.length ? { items, next: Buffer.from(`page:${end}`).toString('base64url') } : { items }
}
