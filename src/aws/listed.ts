import { UndecodableBody } from './undecodable-body.ts'

/** The stock reader makes an answer without a list of any page that is XML at all; AWS always sends the list, empty or not. */
export function listed<Item>(items: Item[] | undefined): Item[] {
  if (items === undefined) throw new UndecodableBody('An answer without its list')
  return items
}

/** Never an empty group: a call without ids would mean everything. */
export function inGroups<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, group) => items.slice(group * size, (group + 1) * size))
}
