import pLimit from 'p-limit'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FoundFunctions, FunctionQuery } from '../core/lambda/functions.ts'
import type { Place, PlaceFailure } from '../core/place.ts'
import { filterFor } from './function-names.ts'
import { listed } from './listed.ts'
import type { AskLambda, PlaceCalls } from './place-calls.ts'
import { readPages } from './read-pages.ts'
import { toFunction } from './to-function.ts'

const placesAtOnce = 64
// Lambda API reference, ListFunctions: a page has no more than 50, whatever is asked for.
const pageSize = 50

/** Every place at once; a place that fails is reported, the others are shown. */
export async function findFunctions(query: FunctionQuery, calls: PlaceCalls): Promise<FoundFunctions> {
  const { places, keeps } = filterFor(query)
  const limit = pLimit(placesAtOnce)
  const answers = await Promise.all(
    places.map((place) =>
      limit(() => calls.attemptLambda({ place, action: 'lambda:ListFunctions' }, readFunctions(place))),
    ),
  )
  const failures: PlaceFailure[] = []
  const functions: LambdaFunction[] = []
  for (const answer of answers) {
    if ('failure' in answer) failures.push(answer.failure)
    else for (const found of answer.value) if (keeps(found)) functions.push(found)
  }
  return { functions, failures }
}

function readFunctions(place: Place): AskLambda<LambdaFunction[]> {
  return (client, abortSignal) =>
    readPages(async (Marker) => {
      const page = await client.listFunctions({ MaxItems: pageSize, Marker }, { abortSignal })
      return { items: listed(page.Functions).map((each) => toFunction(each, place)), next: page.NextMarker }
    })
}
