import type { Place } from '../place.ts'
import { nearest } from '../suggest.ts'
import { code, joinTexts, type Text, text } from '../text.ts'
import type { InstanceQuery, InstanceReader } from './instances.ts'
import { isPlainName, type Selector } from './selector.ts'

/** Every instance, as a query that selectors and filters are added to. */
export const everyInstance: Omit<InstanceQuery, 'places'> = {
  selectors: [],
  states: [],
  types: [],
  tags: [],
  names: [],
}

const list = new Intl.ListFormat('en')

/** The places in few words: `production (eu-central-1, us-east-1) and sandbox (eu-west-1)`. */
export function lookedIn(places: readonly Place[]): string {
  const byAccount = Map.groupBy(places, ({ account }) => account)
  return list.format(
    [...byAccount].map(([account, own]) => `${account} (${own.map(({ region }) => region).join(', ')})`),
  )
}

type Looked = { readonly reader: InstanceReader; readonly places: readonly Place[] }

/** Names of instances in the asked places that come near to the names that were not found, two at most. */
export async function namesLike(selectors: readonly Selector[], { reader, places }: Looked): Promise<string[]> {
  const [typed] = selectors.flatMap((selector) =>
    selector.kind === 'name' ? [selector.name] : selector.kind === 'glob' ? [selector.glob.replace(/[*?]/g, '')] : [],
  )
  if (typed === undefined) return []
  const { instances } = await reader.findInstances({ ...everyInstance, places })
  return nearest(
    typed,
    instances.flatMap(({ name }) => (name !== undefined && isPlainName(name) ? [name] : [])),
    2,
  )
}

/** Nothing, or ` Did you mean web-1 or web-2?`. */
export function didYouMean(names: readonly string[]): Text {
  return names.length === 0
    ? []
    : text` Did you mean ${joinTexts(
        names.map((name) => [code(name)]),
        ' or ',
      )}?`
}
