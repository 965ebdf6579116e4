import { UndecodableBody } from './undecodable-body.ts'

type Page<Item> = { readonly items: readonly Item[]; readonly next: string | undefined }

/** Follows the tokens of pages to the end. */
export async function readPages<Item>(ask: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const found: Item[] = []
  let token: string | undefined
  do {
    // oxlint-disable-next-line no-await-in-loop -- only a page's answer holds the token of the next
    const { items, next } = await ask(token)
    for (const item of items) found.push(item)
    token = nextToken(next, token)
  } while (token !== undefined)
  return found
}

/** Nothing after the last page. A token that comes back the same would be followed for ever. */
export function nextToken(next: string | undefined, last: string | undefined): string | undefined {
  if (next === undefined || next === '') return undefined
  if (next === last) throw new UndecodableBody('A page that leads to itself')
  return next
}
