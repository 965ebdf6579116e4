import type { EC2 } from '@aws-sdk/client-ec2'
import type { Log } from '../core/log.ts'
import { type Account, type Place, type PlaceFailure, placeName } from '../core/place.ts'
import type { Requester } from './assume-role.ts'
import type { Clients } from './clients.ts'
import type { Ec2Action } from './ec2-actions.ts'
import { failureOf } from './errors.ts'
import type { Identity } from './identity.ts'
import { troubleOf } from './trouble.ts'

type Asking = { readonly place: Place; readonly action: Ec2Action; readonly reads: 'lists' | 'whole' }
export type Answer<Value> = { readonly value: Value } | { readonly failure: PlaceFailure }
export type Ask<Value> = (client: EC2, signal: AbortSignal) => Promise<Value>

/** Calls to places in one person's name: each with its session, its deadline, and its failure in words. */
export type PlaceCalls = { attempt<Value>(asking: Asking, ask: Ask<Value>): Promise<Answer<Value>> }

export type CallPorts = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly identity: Identity
  readonly log: Log
  /** For everything about one place: session, pages and all. */
  readonly withinMs: number
}

export function createPlaceCalls(requester: Requester, ports: CallPorts): PlaceCalls {
  const { clients, identity, log, withinMs } = ports
  return {
    async attempt({ place, action, reads }, ask) {
      const account = accountOf(place, ports.accounts)
      const ended = new AbortController()
      const signal = AbortSignal.any([AbortSignal.timeout(withinMs), ended.signal])
      try {
        const credentials = await beforeAbort(identity.readCredentials(account, requester), signal)
        const client = await clients.ec2({ credentials, region: place.region, reads })
        return { value: await ask(client, signal) }
      } catch (error) {
        const failure = failureOf(error, { account, place, action, withinMs })
        if (failure === undefined) {
          log.error({ place: placeName(place), action, error }, 'A place could not be read, for a fault of our own')
          return { failure: { place, ...ownFault(place) } }
        }
        if (isSessionRefused(error)) identity.forget(account, requester)
        log.warn({ place: placeName(place), action, code: failure.code, error }, 'A place could not be read')
        return { failure: { place, ...failure } }
      } finally {
        // Of several calls at once the others need not go on when one has failed.
        ended.abort()
      }
    },
  }
}

/** One place must not spoil the rest, whatever went wrong with it. */
function ownFault(place: Place): { code: string; message: string } {
  const message = `${placeName(place)} could not be read because of a fault of Windlass's own. Whoever runs Windlass finds it in the log.`
  return { code: 'Fault', message }
}

export function accountOf(place: Place, accounts: readonly Account[]): Account {
  const account = accounts.find(({ name, id }) => name === place.account && id === place.accountId)
  if (account === undefined) throw new Error(`No configured account is ${place.account} (${place.accountId})`)
  return account
}

/** A session is begun once for everyone who waits for it, so one who gives up must not end it. */
function beforeAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}

function isSessionRefused(error: unknown): boolean {
  const kind = troubleOf(error)?.kind
  return kind === 'expired' || kind === 'not-accepted'
}
