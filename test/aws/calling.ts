import type { Acted } from '../../src/core/acted.ts'
import type { Call, CallResult } from '../../src/core/lambda/call.ts'
import type { Place } from '../../src/core/place.ts'
import type { Target } from '../../src/core/plan.ts'
import { frankfurt } from './surroundings.ts'

/** A function as the target of a call. */
export function functionTarget(name: string, place: Place = frankfurt): Target {
  return {
    kind: 'function',
    id: `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`,
    place,
    name,
    owner: undefined,
    environment: undefined,
    isProduction: true,
    state: 'Active',
    type: 'nodejs22.x',
    tags: {},
  }
}

export const aCall = (given: Partial<Call> = {}): Call => ({
  payload: '{}',
  qualifier: undefined,
  isAsync: false,
  ...given,
})

export function resultIn(acted: Acted): CallResult {
  if (acted.kind !== 'accepted' || acted.result === undefined)
    throw new Error(`No result in ${acted.kind === 'accepted' ? acted.kind : acted.message}`)
  return acted.result
}
