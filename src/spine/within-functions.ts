import { UserError } from '../core/errors.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { type Place, placeName } from '../core/place.ts'
import type { Decided } from './decide.ts'

/** A reader of functions that asks only the places where the person may read, and says which it left out. */
export function functionsWithin(reader: FunctionReader, { allowed, denied }: Decided): FunctionReader {
  const isAllowed = (place: Place) => allowed.some((other) => placeName(other) === placeName(place))
  const orThrow = (place: Place) => {
    if (!isAllowed(place)) throw new UserError('Denied', `You may not read in ${placeName(place)}.`)
  }
  return {
    async findFunctions(query) {
      const found = await reader.findFunctions({ ...query, places: query.places.filter(isAllowed) })
      return { ...found, failures: [...found.failures, ...denied] }
    },
    countCalls: (functions, stretch) =>
      reader.countCalls(
        functions.filter(({ place }) => isAllowed(place)),
        stretch,
      ),
    async readFunction(found, qualifier) {
      orThrow(found.place)
      return reader.readFunction(found, qualifier)
    },
    async describeFunction(found) {
      orThrow(found.place)
      return reader.describeFunction(found)
    },
    async findLogs(query) {
      orThrow(query.function.place)
      return reader.findLogs(query)
    },
    async measure(query) {
      orThrow(query.function.place)
      return reader.measure(query)
    },
  }
}
