import { belongingOf, type Organisation } from '../belonging.ts'
import type { Target } from '../plan.ts'
import type { LambdaFunction } from './function.ts'

/** The target that a function is. */
export function functionTarget(
  { arn, name, place, runtime, packaging }: LambdaFunction,
  tags: ReadonlyMap<string, string>,
  organisation: Organisation,
): Target {
  const type = runtime ?? packaging
  return { kind: 'function', id: arn, place, name, state: 'active', type, ...belongingOf(place, tags, organisation) }
}
