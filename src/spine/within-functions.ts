import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { type Place, placeName } from '../core/place.ts'
import type { Decided } from './decide.ts'

/** A reader of functions that asks only the places where the person may read, and says which it left out. */
export function functionsWithin(reader: FunctionReader, { allowed, denied }: Decided): FunctionReader {
  const isAllowed = (place: Place) => allowed.some((other) => placeName(other) === placeName(place))
  /** Asked of one function: nothing is asked where the person may not read. */
  const ofOne = <Rest extends unknown[], Answer>(
    { place }: Pick<LambdaFunction, 'place'>,
    ask: (...rest: Rest) => Promise<Answer>,
    ...rest: Rest
  ): Promise<Answer> => {
    if (isAllowed(place)) return ask(...rest)
    return Promise.reject(new UserError('Denied', `You may not read in ${placeName(place)}.`))
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
    readFunction: (found, qualifier) => ofOne(found, reader.readFunction, found, qualifier),
    describeFunction: (found) => ofOne(found, reader.describeFunction, found),
    readEnvironment: (found) => ofOne(found, reader.readEnvironment, found),
    compareVersions: (query) => ofOne(query.function, reader.compareVersions, query),
    findLogs: (query) => ofOne(query.function, reader.findLogs, query),
    measure: (query) => ofOne(query.function, reader.measure, query),
  }
}
