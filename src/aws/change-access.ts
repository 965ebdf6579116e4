import type { Acted } from '../core/acted.ts'
import type { Account } from '../core/place.ts'
import type { Target } from '../core/plan.ts'

type Access = {
  readonly account: Account
  /** The ARN of its change role. */
  readonly role: string
}
type Refused = Acted & { readonly kind: 'refused' }

/** Under which role a target can be changed, or why it cannot. */
export function accessTo({ place }: Target, accounts: readonly Account[]): Access | Refused {
  const account = accounts.find(({ name, id }) => name === place.account && id === place.accountId)
  if (account === undefined)
    return unasked(
      'NoAccount',
      `${place.account} (${place.accountId}) is not in windlass.yaml any more, so nothing was done there.`,
    )
  const role = account.roles.change
  return role === undefined ? unasked('NoChangeRole', noChangeRole(account)) : { account, role }
}

/** Refused by Windlass itself, before AWS was asked. */
export function unasked(code: string, message: string): Refused {
  return { kind: 'refused', code, message, requestId: undefined, spreads: 'nowhere' }
}

function noChangeRole({ name }: Account): string {
  return `${name} is read-only: no change role is configured for it. Whoever runs Windlass names one as roles.change in windlass.yaml.`
}
