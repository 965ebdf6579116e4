import type { Place } from '../place.ts'
import { nearest } from '../suggest.ts'
import type { FunctionReader } from './functions.ts'

type Looked = { readonly reader: FunctionReader; readonly places: readonly Place[] }

/** Names of functions in the asked places that come near to the first name that was not found, two at most. */
export async function functionNamesLike(names: readonly string[], { reader, places }: Looked): Promise<string[]> {
  const [typed] = names
  if (typed === undefined) return []
  const { functions } = await reader.findFunctions({ places, names: [], runtimes: [] })
  return nearest(
    typed.replace(/[*?]/g, ''),
    functions.map(({ name }) => name),
    2,
  )
}
