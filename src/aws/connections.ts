import type { Pacer } from './pacer.ts'
import { loadSdk } from './sdk.ts'
import { listedFields } from './to-instance.ts'

export type Connections = Awaited<ReturnType<typeof loadConnections>>

const socketsPerHost = 128
const connectionTimeoutMs = 3000
// Long enough for a page of 1,000 instances, short enough for a second attempt within a person's 8 s.
const firstByteTimeoutMs = 6000
const idleTimeoutMs = 8000
// Of a step's 20 s, of which the session takes 8 s at most; a reboot, sent only once, has no second attempt to wait for.
const changeFirstByteTimeoutMs = 9000

// Nothing is said on the connection while a function runs, up to 15 minutes, and what stands between forgets about it
// sooner (Lambda API reference, Invoke: "allow for long connections with timeout or keep-alive settings").
const watched = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 1 }

/** The SDK with what all its clients have in common: sockets, time limits, and how DescribeInstances is read. */
export async function loadConnections(pacer: Pacer) {
  const { DescribeInstancesResult$: schema, ...sdk } = loadSdk()
  const [{ NodeHttpHandler }, { describeInstancesProtocol }] = await Promise.all([
    import('@smithy/node-http-handler'),
    import('./describe-instances-protocol.ts'),
  ])
  const limits = { connectionTimeout: connectionTimeoutMs, throwOnRequestTimeout: true }
  const agent = { keepAlive: true, maxSockets: socketsPerHost }
  const requestHandler = new NodeHttpHandler({
    ...limits,
    httpAgent: agent,
    httpsAgent: agent,
    requestTimeout: firstByteTimeoutMs,
    socketTimeout: idleTimeoutMs,
  })
  // A kept connection may be closed by the other side just as a call goes out, and the call's end stay unknown.
  const fresh = { keepAlive: false, maxSockets: socketsPerHost }
  const changeHandler = new NodeHttpHandler({
    ...limits,
    httpAgent: fresh,
    httpsAgent: fresh,
    requestTimeout: changeFirstByteTimeoutMs,
    socketTimeout: changeFirstByteTimeoutMs,
  })
  const openCallHandler = () =>
    new NodeHttpHandler({ ...limits, httpAgent: watched, httpsAgent: watched, requestTimeout: 0, socketTimeout: 0 })
  // No endpoint here: given to one client it would not reach STS. AWS_ENDPOINT_URL reaches all of them.
  const common = { requestHandler, retryMode: 'standard', userAgentAppId: 'windlass' } as const
  return {
    ...sdk,
    common,
    /** For the call of a function alone: whoever calls says how long it may take, and destroys it afterwards. */
    openCallHandler,
    changing: { ...common, requestHandler: changeHandler },
    listsProtocol: describeInstancesProtocol({ pacer, schema, wanted: listedFields }),
    close: () => {
      requestHandler.destroy()
      changeHandler.destroy()
    },
  }
}
