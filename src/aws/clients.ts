import type { AutoScaling } from '@aws-sdk/client-auto-scaling'
import type { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime'
import type { CloudTrail } from '@aws-sdk/client-cloudtrail'
import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Lambda } from '@aws-sdk/client-lambda'
import type { Pricing } from '@aws-sdk/client-pricing'
import type { STS } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import { LRUCache } from 'lru-cache'
import { type Attempts, watchAttempts } from './attempts.ts'
import { type Connections, loadConnections } from './connections.ts'
import { noPages } from './no-pages.ts'
import { onlyEvents } from './only-events.ts'
import type { Pacer } from './pacer.ts'
import { loadBedrock, loadCloudTrail, loadCloudWatch, loadCloudWatchLogs, loadLambda, loadPricing } from './sdk.ts'

/** The only maker of AWS clients: they share sockets, time limits and retries, and all find AWS in the standard way. */
export type Clients = {
  /** With the credentials that Windlass itself runs with; only to assume roles. */
  sts(region: string): Promise<STS>
  /** With the credentials of a role that was denied something; only to decode what it was told. Kept nowhere. */
  decoding(options: Asking): Promise<STS>
  /** `lists`: DescribeInstances gives only what a list shows, read with pauses. `whole`: everything that AWS says. */
  ec2(options: { credentials: AwsCredentialIdentity; region: string; reads: 'lists' | 'whole' }): Promise<EC2>
  autoScaling(options: Asking): Promise<AutoScaling>
  loadBalancing(options: Asking): Promise<ElasticLoadBalancingV2>
  /** Only for reading: it tries again what may have been done. */
  lambda(options: Asking): Promise<Lambda>
  cloudWatch(options: Asking): Promise<CloudWatch>
  cloudWatchLogs(options: Asking): Promise<CloudWatchLogs>
  pricing(options: Asking): Promise<Pricing>
  cloudTrail(options: Asking): Promise<CloudTrail>
  /** For one call that changes something: kept nowhere. */
  changing(options: Changing): Promise<ChangingClient<EC2>>
  /** The same for a function. */
  changingFunction(options: Changing): Promise<ChangingClient<Lambda>>
  /** For one call of a function, sent once over a connection of its own: kept nowhere, and destroyed afterwards. */
  calling(options: Asking): Promise<Lambda>
  /** For one turn of a language model, over a connection of its own: kept nowhere, and destroyed afterwards. */
  conversing(options: Asking): Promise<BedrockRuntime>
  /** Loads the SDK, so that the first person does not wait for it. */
  warmUp(): Promise<void>
  readonly close: () => void
}

type Asking = { readonly credentials: AwsCredentialIdentity; readonly region: string }
type Changing = Asking & { readonly repeats: boolean; isOpen(error: unknown): boolean }
export type ChangingClient<Client> = { readonly client: Client; readonly attempts: Attempts }

const mostClients = 400
const changeAttempts = 3
// One of the few Regions that the Price List answers in, for all of them (AWS General Reference, "AWS Price List endpoints").
const priceListRegion = 'us-east-1'
const modelAttempts = 2

export function createClients({ pacer }: { pacer: Pacer }): Clients {
  const ec2Clients = createKept<EC2>()
  const stsClients = new Map<string, STS>()
  let loading: Promise<Connections> | undefined
  // Loading takes 200 ms and 90 MB, so it waits until the first call or `warmUp`.
  const loaded = () => (loading ??= loadConnections(pacer))

  return {
    async sts(region) {
      const { STS, common } = await loaded()
      // The provider chain is asked once for all Regions: with a profile of SSO or a process it is not cheap.
      const [first] = stsClients.values()
      const credentials = first === undefined ? {} : { credentials: first.config.credentials }
      const client = stsClients.get(region) ?? new STS({ ...common, ...credentials, region })
      stsClients.set(region, client)
      return client
    },
    async ec2({ credentials, region, reads }) {
      const { EC2, listsProtocol, common } = await loaded()
      const protocol = reads === 'lists' ? { protocol: listsProtocol } : {}
      return ec2Clients(`${credentials.accessKeyId} ${region} ${reads}`, () =>
        unlogged(new EC2({ ...common, ...protocol, credentials, region })),
      )
    },
    autoScaling: keptFor(loaded, (settings, { AutoScaling }) => new AutoScaling(settings)),
    loadBalancing: keptFor(loaded, (settings, sdk) => new sdk.ElasticLoadBalancingV2(settings)),
    lambda: keptFor(loaded, (settings) => new (loadLambda())(settings)),
    cloudWatch: keptFor(loaded, (settings) => new (loadCloudWatch())(settings)),
    cloudWatchLogs: keptFor(loaded, (settings) => new (loadCloudWatchLogs())(settings)),
    pricing: keptFor(loaded, (settings) => new (loadPricing())({ ...settings, region: priceListRegion })),
    cloudTrail: keptFor(loaded, (settings) => new (loadCloudTrail())(settings)),
    changing: async (options) => changingInstance(await loaded(), options),
    changingFunction: async (options) => changingFunction(await loaded(), options),
    calling: async (asking) => calling(await loaded(), asking),
    decoding: async (asking) => decoding(await loaded(), asking),
    conversing: async (asking) => conversing(await loaded(), asking),
    warmUp: async () => void (await loaded()),
    // The sockets are shared, so no client is ever destroyed by itself.
    close: () => void loading?.then(({ close }) => close()),
  }
}

function decoding({ STS, common }: Connections, asking: Asking): STS {
  return unlogged(new STS({ ...common, ...asking }))
}

function calling({ common, openCallHandler }: Connections, { credentials, region }: Asking): Lambda {
  const alone = { requestHandler: openCallHandler(), maxAttempts: 1 }
  return unlogged(new (loadLambda())({ ...common, ...alone, credentials, region }))
}

function conversing({ common, openCallHandler }: Connections, { credentials, region }: Asking): BedrockRuntime {
  const alone = { requestHandler: openCallHandler(), maxAttempts: modelAttempts }
  // Else a key in AWS_BEARER_TOKEN_BEDROCK would take the role's place (@aws-sdk/core, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS).
  const bySession = { authSchemePreference: ['sigv4'], credentials, region }
  const client = new (loadBedrock())({ ...common, ...alone, ...bySession })
  client.middlewareStack.add(onlyEvents(), { step: 'deserialize', priority: 'low' })
  return unlogged(client)
}

function changingInstance(sdk: Connections, options: Changing): ChangingClient<EC2> {
  const { settings, attempts } = watched(sdk, options)
  const client = new sdk.EC2(settings)
  client.middlewareStack.add(noPages(), { step: 'deserialize' })
  return { client: unlogged(client), attempts }
}

function changingFunction(sdk: Connections, options: Changing): ChangingClient<Lambda> {
  const { settings, attempts } = watched(sdk, options)
  const client = new (loadLambda())(settings)
  client.middlewareStack.add(noPages(), { step: 'deserialize' })
  return { client: unlogged(client), attempts }
}

/** Settings of a client for one call, and what is known of its attempts. */
function watched({ StandardRetryStrategy, changing }: Connections, { credentials, region, ...options }: Changing) {
  const attempts = watchAttempts({ ...options, standard: new StandardRetryStrategy(changeAttempts) })
  const retries = { maxAttempts: changeAttempts, retryStrategy: attempts.strategy }
  return { settings: { ...changing, ...retries, credentials, region }, attempts }
}

type Settings = Connections['common'] & Asking

function keptFor<Client extends Logging>(
  loaded: () => Promise<Connections>,
  make: (settings: Settings, sdk: Connections) => Client,
): (asking: Asking) => Promise<Client> {
  const kept = createKept<Client>()
  return async ({ credentials, region }) => {
    const sdk = await loaded()
    const settings = { ...sdk.common, credentials, region }
    return kept(`${credentials.accessKeyId} ${region}`, () => unlogged(make(settings, sdk)))
  }
}

function createKept<Client extends object>() {
  const clients = new LRUCache<string, Client>({ max: mostClients })
  return (key: string, make: () => Client): Client => {
    const client = clients.get(key) ?? make()
    clients.set(key, client)
    return client
  }
}

type Logging = { readonly middlewareStack: { remove(name: string): boolean } }

/** The SDK copies every answer for a log that nobody keeps: 10 ms for a thousand instances. */
function unlogged<Client extends Logging>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware')
  return client
}
