import { type Dispatcher, ProxyAgent, fetch as proxiedFetch } from 'undici'

/** How this machine reaches Slack. */
export type Network = { readonly send: typeof fetch; readonly dispatcher?: Dispatcher }

/**
 * T10: Node's own proxy settings lead HTTP calls through a proxy and leave out the WebSocket of @slack/socket-mode, which
 * takes a dispatcher of undici's.
 */
export function createNetwork(proxyUrl: string | undefined): Network {
  if (proxyUrl === undefined) return { send: fetch }
  const dispatcher = new ProxyAgent(proxyUrl)
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- undici's fetch takes its dispatchers; Node's types are copies
  const send = ((url: string, init: object) => proxiedFetch(url, { ...init, dispatcher })) as unknown as typeof fetch
  return { dispatcher, send }
}
