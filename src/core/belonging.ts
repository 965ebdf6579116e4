import type { TagKeys } from './command.ts'
import type { Account, Place } from './place.ts'
import type { Target } from './plan.ts'
import { isProduction } from './production.ts'

export type Organisation = {
  readonly accounts: readonly Account[]
  readonly tagKeys: TagKeys
  /** Environments that count as production. */
  readonly production: readonly string[]
}

/** Whose something is and what it is for. Its tag can make it production in an account that is not, never the other way round. */
export function belongingOf(
  { accountId }: Place,
  tags: ReadonlyMap<string, string>,
  { accounts, tagKeys, production }: Organisation,
): Pick<Target, 'owner' | 'environment' | 'isProduction' | 'tags'> {
  const own = accounts.find(({ id }) => id === accountId)?.environment
  const tagged = tags.get(tagKeys.environment)
  return {
    owner: tags.get(tagKeys.owner),
    environment: own ?? tagged,
    isProduction: isProduction([own, tagged], production),
    tags: Object.fromEntries(tags),
  }
}
