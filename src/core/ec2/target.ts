import type { TagKeys } from '../command.ts'
import type { Account } from '../place.ts'
import type { Target } from '../plan.ts'
import { isProduction } from '../production.ts'
import { type Instance, visibleName } from './instance.ts'

type Organisation = {
  readonly accounts: readonly Account[]
  readonly tagKeys: TagKeys
  /** Environments that count as production. */
  readonly production: readonly string[]
}

/** The target that an instance is. Its tag can make it production in an account that is not, never the other way round. */
export function targetOf(instance: Instance, { accounts, tagKeys, production }: Organisation): Target {
  const { id, place, tags, state, type } = instance
  const own = accounts.find((account) => account.id === place.accountId)?.environment
  const tagged = tags.get(tagKeys.environment)
  return {
    kind: 'instance',
    id,
    place,
    name: visibleName(instance),
    owner: tags.get(tagKeys.owner),
    environment: own ?? tagged,
    isProduction: isProduction([own, tagged], production),
    state,
    type,
    tags: Object.fromEntries(tags),
  }
}
