import { age } from '../age.ts'
import type { TagKeys } from '../command.ts'
import type { Parsed } from '../parsed.ts'
import type { Account } from '../place.ts'
import { nearest } from '../suggest.ts'
import type { Instance } from './instance.ts'
import { markedState } from './state.ts'

export type ColumnName = (typeof columnNames)[number] | `tag:${string}`

export const columnNames = [
  'name',
  'id',
  'state',
  'type',
  'age',
  'zone',
  'region',
  'account',
  'owner',
  'environment',
  'private-address',
  'public-address',
  'image',
] as const

/** Five: more does not fit a phone. */
export const defaultColumns: readonly ColumnName[] = ['name', 'id', 'state', 'type', 'age']

export type ColumnFacts = { readonly now: number; readonly tagKeys: TagKeys; readonly accounts: readonly Account[] }

type Column = {
  readonly title: string
  readonly align?: 'right'
  /** What a table shows; `undefined` becomes a dash. */
  show(instance: Instance, facts: ColumnFacts): string | undefined
}

const titled = (title: string, show: Column['show']): Column => ({ title, show })

const columns: Record<(typeof columnNames)[number], Column> = {
  name: titled('Name', ({ name }) => name),
  id: titled('Instance', ({ id }) => id),
  state: titled('State', ({ state }) => markedState(state)),
  type: titled('Type', ({ type }) => type),
  age: { title: 'Age', align: 'right', show: ageOf },
  zone: titled('Zone', ({ zone }) => zone),
  region: titled('Region', ({ place }) => place.region),
  account: titled('Account', ({ place }) => place.account),
  owner: titled('Owner', ({ tags }, { tagKeys }) => tags.get(tagKeys.owner)),
  environment: titled('Environment', environmentOf),
  'private-address': titled('Private address', ({ privateAddress }) => privateAddress),
  'public-address': titled('Public address', ({ publicAddress }) => publicAddress),
  image: titled('Image', ({ imageId }) => imageId),
}

function ageOf({ launchedAt }: Instance, { now }: ColumnFacts): string | undefined {
  return launchedAt === undefined ? undefined : age(now - launchedAt)
}

/** An account's environment counts for every instance in it, whatever its tags say. */
function environmentOf({ place, tags }: Instance, { tagKeys, accounts }: ColumnFacts): string | undefined {
  return accounts.find(({ id }) => id === place.accountId)?.environment ?? tags.get(tagKeys.environment)
}

export function columnOf(name: ColumnName): Column {
  if (!isTagColumn(name)) return columns[name]
  const key = name.slice('tag:'.length)
  return titled(key, ({ tags }) => tags.get(key))
}

function isTagColumn(name: ColumnName): name is `tag:${string}` {
  return name.startsWith('tag:')
}

const aliases: ReadonlyMap<string, ColumnName> = new Map(
  Object.entries({
    instance: 'id',
    env: 'environment',
    'private-ip': 'private-address',
    'public-ip': 'public-address',
    az: 'zone',
    launched: 'age',
  } as const),
)

export function parseColumn(word: string): Parsed<ColumnName> {
  const lower = word.toLowerCase()
  if (lower.startsWith('tag:') && word.length > 'tag:'.length)
    return { ok: true, value: `tag:${word.slice('tag:'.length)}` }
  const value = columnNames.find((name) => name === lower) ?? aliases.get(lower)
  if (value !== undefined) return { ok: true, value }
  const [instead] = nearest(lower, [...columnNames, ...aliases.keys()], 1)
  const message = `${word} is not a column. There are ${columnNames.join(', ')} and tag:<key>.`
  return { ok: false, message, ...(instead === undefined ? {} : { instead }) }
}
