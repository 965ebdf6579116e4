import type { TagKeys } from '../command.ts'
import type { Account } from '../place.ts'
import type { Target } from '../plan.ts'
import { isProduction } from '../production.ts'
import type { LambdaFunction } from './function.ts'

type Organisation = {
  readonly accounts: readonly Account[]
  readonly tagKeys: TagKeys
  /** Environments that count as production. */
  readonly production: readonly string[]
}

/** The target that a function is. Its tag can make it production in an account that is not, never the other way round. */
export function functionTarget(
  { arn, name, place, runtime, packaging }: LambdaFunction,
  tags: ReadonlyMap<string, string>,
  { accounts, tagKeys, production }: Organisation,
): Target {
  const own = accounts.find((account) => account.id === place.accountId)?.environment
  const tagged = tags.get(tagKeys.environment)
  return {
    kind: 'function',
    id: arn,
    place,
    name,
    owner: tags.get(tagKeys.owner),
    environment: own ?? tagged,
    isProduction: isProduction([own, tagged], production),
    state: 'active',
    type: runtime ?? packaging,
    tags: Object.fromEntries(tags),
  }
}
