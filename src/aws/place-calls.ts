import type { AutoScaling } from '@aws-sdk/client-auto-scaling'
import type { CloudTrail } from '@aws-sdk/client-cloudtrail'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Lambda } from '@aws-sdk/client-lambda'
import type { Pricing } from '@aws-sdk/client-pricing'
import type { STS } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import type { Log } from '../core/log.ts'
import { type Account, type Place, type PlaceFailure, placeName } from '../core/place.ts'
import type { Clients } from './clients.ts'
import { decodeDenial } from './decode-denial.ts'
import { failureOf } from './errors.ts'
import type { Identity } from './identity.ts'
import type { ReadAction } from './read-actions.ts'
import type { Requester } from './session-input.ts'
import { troubleOf } from './trouble.ts'
import { withoutBody } from './without-body.ts'

type Asking = {
  readonly place: Place
  readonly action: ReadAction
  /** Of several questions that follow each other, one deadline; else each has its own. */
  readonly deadline?: AbortSignal
}
export type Answer<Value> = { readonly value: Value } | { readonly failure: PlaceFailure }
type AskOf<Client, Value> = (client: Client, signal: AbortSignal) => Promise<Value>
export type Ask<Value> = AskOf<EC2, Value>
export type AskLambda<Value> = AskOf<Lambda, Value>
export type AskMetrics<Value> = AskOf<CloudWatch, Value>
type AskLogs<Value> = AskOf<CloudWatchLogs, Value>
type AskPrices<Value> = AskOf<Pricing, Value>
type AskTrail<Value> = AskOf<CloudTrail, Value>

/** Calls to places in one person's name: each with its session, its deadline, and its failure in words. */
export type PlaceCalls = {
  attempt<Value>(asking: Asking & { reads: 'lists' | 'whole' }, ask: Ask<Value>): Promise<Answer<Value>>
  attemptScaling<Value>(asking: Asking, ask: AskOf<AutoScaling, Value>): Promise<Answer<Value>>
  attemptBalancing<Value>(asking: Asking, ask: AskOf<ElasticLoadBalancingV2, Value>): Promise<Answer<Value>>
  attemptLambda<Value>(asking: Asking, ask: AskLambda<Value>): Promise<Answer<Value>>
  attemptMetrics<Value>(asking: Asking, ask: AskMetrics<Value>): Promise<Answer<Value>>
  attemptLogs<Value>(asking: Asking, ask: AskLogs<Value>): Promise<Answer<Value>>
  attemptPrices<Value>(asking: Asking, ask: AskPrices<Value>): Promise<Answer<Value>>
  attemptDecoding<Value>(asking: Asking, ask: AskOf<STS, Value>): Promise<Answer<Value>>
  attemptTrail<Value>(asking: Asking, ask: AskTrail<Value>): Promise<Answer<Value>>
}

export type CallPorts = {
  readonly accounts: readonly Account[]
  readonly clients: Clients
  readonly identity: Identity
  readonly log: Log
  /** For everything about one place: session, pages and all. */
  readonly withinMs: number
}

export function createPlaceCalls(requester: Requester, ports: CallPorts): PlaceCalls {
  const { clients } = ports
  const attempt = <Client, Value>(asking: Asking, clientFor: ClientFor<Client>, ask: AskOf<Client, Value>) =>
    attemptIn({ ...asking, requester }, async (signal, session) => ask(await clientFor(session), signal), ports)
  return {
    attempt: ({ reads, ...asking }, ask) => attempt(asking, (session) => clients.ec2({ ...session, reads }), ask),
    attemptScaling: (asking, ask) => attempt(asking, clients.autoScaling, ask),
    attemptBalancing: (asking, ask) => attempt(asking, clients.loadBalancing, ask),
    attemptLambda: (asking, ask) => attempt(asking, clients.lambda, withoutBodies(ask)),
    attemptMetrics: (asking, ask) => attempt(asking, clients.cloudWatch, withoutBodies(ask)),
    attemptLogs: (asking, ask) => attempt(asking, clients.cloudWatchLogs, withoutBodies(ask)),
    attemptPrices: (asking, ask) => attempt(asking, clients.pricing, withoutBodies(ask)),
    attemptDecoding: (asking, ask) => attempt(asking, clients.decoding, ask),
    attemptTrail: (asking, ask) => attempt(asking, clients.cloudTrail, withoutBodies(ask)),
  }
}

function withoutBodies<Client, Value>(ask: AskOf<Client, Value>): AskOf<Client, Value> {
  return (client, signal) =>
    ask(client, signal).catch((error: unknown) => {
      throw withoutBody(error)
    })
}

type InPlace = { readonly credentials: AwsCredentialIdentity; readonly region: string }
type ClientFor<Client> = (session: InPlace) => Promise<Client>
type Work<Value> = (signal: AbortSignal, session: InPlace) => Promise<Value>

async function attemptIn<Value>(
  { place, action, deadline, requester }: Asking & { requester: Requester },
  work: Work<Value>,
  ports: CallPorts,
): Promise<Answer<Value>> {
  const { accounts, identity, log, withinMs } = ports
  const account = accountOf(place, accounts)
  const ended = new AbortController()
  const signal = AbortSignal.any([deadline ?? AbortSignal.timeout(withinMs), ended.signal])
  const begin = (until: AbortSignal) => beforeAbort(identity.readCredentials(account, requester), until)
  try {
    const credentials = await begin(signal)
    return { value: await work(signal, { credentials, region: place.region }) }
  } catch (error) {
    const denial = await decodeDenial(error, { region: place.region, begin, signal }, ports)
    const failure = failureOf(error, { account, place, action, withinMs, denial })
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
export function beforeAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}

export function isSessionRefused(error: unknown): boolean {
  const kind = troubleOf(error)?.kind
  return kind === 'expired' || kind === 'not-accepted'
}
