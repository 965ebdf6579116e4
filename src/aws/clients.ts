import type { EC2 } from '@aws-sdk/client-ec2'
import type { STS } from '@aws-sdk/client-sts'
import type { AwsCredentialIdentity } from '@smithy/types'
import { LRUCache } from 'lru-cache'
import type { Pacer } from './pacer.ts'
import { loadSdk } from './sdk.ts'
import { listedFields } from './to-instance.ts'

/** The only maker of AWS clients: they share sockets, time limits and retries, and all find AWS in the standard way. */
export type Clients = {
  /** With the credentials that Windlass itself runs with; only to assume roles. */
  sts(region: string): Promise<STS>
  /** `lists`: DescribeInstances gives only what a list shows, read with pauses. `whole`: everything that AWS says. */
  ec2(options: { credentials: AwsCredentialIdentity; region: string; reads: 'lists' | 'whole' }): Promise<EC2>
  /** Loads the SDK, so that the first person does not wait for it. */
  warmUp(): Promise<void>
  readonly close: () => void
}

const socketsPerHost = 128
const connectionTimeoutMs = 3000
// Long enough for a page of 1,000 instances, short enough for a second attempt within a person's 8 s.
const firstByteTimeoutMs = 6000
const idleTimeoutMs = 8000
const mostClients = 400

export function createClients({ pacer }: { pacer: Pacer }): Clients {
  const ec2Clients = new LRUCache<string, EC2>({ max: mostClients })
  const stsClients = new Map<string, STS>()
  let loading: ReturnType<typeof load> | undefined
  // Loading takes 200 ms and 90 MB, so it waits until the first call or `warmUp`.
  const loaded = () => (loading ??= load(pacer))

  return {
    async sts(region) {
      const { STS, common } = await loaded()
      const known = stsClients.get(region)
      // The provider chain is asked once for all Regions: with a profile of SSO or a process it is not cheap.
      const [first] = stsClients.values()
      const credentials = first === undefined ? {} : { credentials: first.config.credentials }
      const client = known ?? new STS({ ...common, ...credentials, region })
      stsClients.set(region, client)
      return client
    },
    async ec2({ credentials, region, reads }) {
      const { EC2, listsProtocol, common } = await loaded()
      const key = `${credentials.accessKeyId} ${region} ${reads}`
      const protocol = reads === 'lists' ? { protocol: listsProtocol } : {}
      const known = ec2Clients.get(key)
      if (known !== undefined) return known
      const client = new EC2({ ...common, ...protocol, credentials, region })
      // It copies every answer for a log that nobody keeps: 10 ms for a thousand instances.
      client.middlewareStack.remove('loggerMiddleware')
      ec2Clients.set(key, client)
      return client
    },
    warmUp: async () => void (await loaded()),
    // The sockets are shared, so no client is ever destroyed by itself.
    close: () => void loading?.then(({ common }) => common.requestHandler.destroy()),
  }
}

async function load(pacer: Pacer) {
  const { EC2, STS, DescribeInstancesResult$: schema } = loadSdk()
  const [{ NodeHttpHandler }, { describeInstancesProtocol }] = await Promise.all([
    import('@smithy/node-http-handler'),
    import('./describe-instances-protocol.ts'),
  ])
  const agent = { keepAlive: true, maxSockets: socketsPerHost }
  const requestHandler = new NodeHttpHandler({
    httpAgent: agent,
    httpsAgent: agent,
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: firstByteTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: idleTimeoutMs,
  })
  // No endpoint here: given to one client it would not reach STS. AWS_ENDPOINT_URL reaches all of them.
  const common = { requestHandler, retryMode: 'standard', userAgentAppId: 'windlass' } as const
  return { EC2, STS, common, listsProtocol: describeInstancesProtocol({ pacer, schema, wanted: listedFields }) }
}
