import type { LambdaFunction } from './function.ts'

/** The words that run a command on just this function. */
export function wordsOnFunction(verb: string, { name, place }: Pick<LambdaFunction, 'name' | 'place'>): string[] {
  return ['lambda', verb, name, '--account', place.account, '--region', place.region]
}
