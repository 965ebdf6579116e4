import type { AwsCredentialIdentity } from '@smithy/types'
import { LRUCache } from 'lru-cache'
import type { Account } from '../core/place.ts'
import { assumeRole, type Session } from './assume-role.ts'
import type { Clients } from './clients.ts'
import { type Requester, readSession } from './session-input.ts'

/** Under whose name AWS is asked. Credentials for a step of a change are none of these: they are never kept. */
export type Identity = {
  /** Of the account's read role, for this person; kept until shortly before they expire. */
  readCredentials(account: Account, requester: Requester): Promise<AwsCredentialIdentity>
  /** After AWS has refused them: the next caller begins a new session. */
  forget(account: Account, requester: Requester): void
}

type Kept = { readonly session: Promise<Session>; expiresAt: number }

const mostSessions = 1000
// Longer than any request takes, so that none ends in the middle.
const renewBeforeMs = 5 * 60_000

export function createIdentity(ports: { clients: Clients; now: () => number; withinMs: number }): Identity {
  const kept = new LRUCache<string, Kept>({ max: mostSessions })

  return {
    async readCredentials(account, requester) {
      const key = keyOf(account, requester)
      const known = kept.get(key)
      if (known !== undefined && known.expiresAt - renewBeforeMs > ports.now()) return (await known.session).credentials
      const session = assumeRole(account, readSession(account, requester), ports)
      const begun: Kept = { session, expiresAt: Number.POSITIVE_INFINITY }
      kept.set(key, begun)
      try {
        const { credentials, expiresAt } = await session
        begun.expiresAt = expiresAt
        return credentials
      } catch (error) {
        if (kept.get(key) === begun) kept.delete(key)
        throw error
      }
    },
    forget: (account, requester) => void kept.delete(keyOf(account, requester)),
  }
}

function keyOf(account: Account, { team, user }: Requester): string {
  return `${account.name} ${account.roles.read} ${team} ${user}`
}
