import type { AutoScaling } from '@aws-sdk/client-auto-scaling'
import type { EC2 } from '@aws-sdk/client-ec2'
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { STS } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import { LRUCache } from 'lru-cache'
import { type Attempts, watchAttempts } from './attempts.ts'
import { type Connections, loadConnections } from './connections.ts'
import { noPages } from './no-pages.ts'
import type { Pacer } from './pacer.ts'

/** The only maker of AWS clients: they share sockets, time limits and retries, and all find AWS in the standard way. */
export type Clients = {
  /** With the credentials that Windlass itself runs with; only to assume roles. */
  sts(region: string): Promise<STS>
  /** `lists`: DescribeInstances gives only what a list shows, read with pauses. `whole`: everything that AWS says. */
  ec2(options: { credentials: AwsCredentialIdentity; region: string; reads: 'lists' | 'whole' }): Promise<EC2>
  autoScaling(options: Asking): Promise<AutoScaling>
  loadBalancing(options: Asking): Promise<ElasticLoadBalancingV2>
  /** For one call that changes something: kept nowhere. */
  changing(options: Changing): Promise<ChangingClient>
  /** Loads the SDK, so that the first person does not wait for it. */
  warmUp(): Promise<void>
  readonly close: () => void
}

type Asking = { readonly credentials: AwsCredentialIdentity; readonly region: string }
type Changing = Asking & { readonly repeats: boolean; isOpen(error: unknown): boolean }
export type ChangingClient = { readonly client: EC2; readonly attempts: Attempts }

const mostClients = 400
const changeAttempts = 3

export function createClients({ pacer }: { pacer: Pacer }): Clients {
  const ec2Clients = createKept<EC2>()
  const scalingClients = createKept<AutoScaling>()
  const balancingClients = createKept<ElasticLoadBalancingV2>()
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
    async autoScaling({ credentials, region }) {
      const { AutoScaling, common } = await loaded()
      return scalingClients(`${credentials.accessKeyId} ${region}`, () =>
        unlogged(new AutoScaling({ ...common, credentials, region })),
      )
    },
    async loadBalancing({ credentials, region }) {
      const { ElasticLoadBalancingV2, common } = await loaded()
      return balancingClients(`${credentials.accessKeyId} ${region}`, () =>
        unlogged(new ElasticLoadBalancingV2({ ...common, credentials, region })),
      )
    },
    changing: async (options) => changingClient(await loaded(), options),
    warmUp: async () => void (await loaded()),
    // The sockets are shared, so no client is ever destroyed by itself.
    close: () => void loading?.then(({ close }) => close()),
  }
}

function changingClient({ EC2, StandardRetryStrategy, changing }: Connections, options: Changing): ChangingClient {
  const { credentials, region, ...watched } = options
  const standard = new StandardRetryStrategy(changeAttempts)
  const attempts = watchAttempts({ ...watched, standard })
  const client = new EC2({
    ...changing,
    credentials,
    region,
    maxAttempts: changeAttempts,
    retryStrategy: attempts.strategy,
  })
  client.middlewareStack.add(noPages(), { step: 'deserialize' })
  return { client: unlogged(client), attempts }
}

function createKept<Client extends object>() {
  const clients = new LRUCache<string, Client>({ max: mostClients })
  return (key: string, make: () => Client): Client => {
    const client = clients.get(key) ?? make()
    clients.set(key, client)
    return client
  }
}

/** The SDK copies every answer for a log that nobody keeps: 10 ms for a thousand instances. */
function unlogged<Client extends { middlewareStack: { remove(name: string): boolean } }>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware')
  return client
}
