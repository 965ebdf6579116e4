import { type Transport, unreachable } from './delivery.ts'
import type { Feed } from './feed.ts'
import type { SignedHttp } from './signed-http.ts'
import type { Sockets } from './sockets.ts'

type AppLine = Transport & {
  isConnected(): boolean
  useRequestUrl(requestUrl: string): Promise<boolean>
}

type AppLineOptions = {
  sockets: Sockets
  newSignedHttp: (requestUrl: string) => SignedHttp
  feed: Feed
  requestUrl: string | undefined
}

/** The one way to the app: its sockets, or its request URL once that has passed Slack's verification. */
export function createAppLine({ sockets, newSignedHttp, feed, requestUrl }: AppLineOptions): AppLine {
  let http = requestUrl === undefined ? undefined : newSignedHttp(requestUrl)
  let isVerified = false

  async function verify(candidate: SignedHttp): Promise<boolean> {
    isVerified = await candidate.verify()
    feed.publish({ type: 'connection', isBotConnected: isVerified })
    return isVerified
  }
  return {
    async send(outgoing) {
      if (http === undefined) return sockets.send(outgoing)
      // The app needs this emulator to start, so its url cannot be verified before the first delivery.
      if (!isVerified && !(await verify(http))) return unreachable
      return http.send(outgoing)
    },
    isConnected: () => (http === undefined ? sockets.count() > 0 : isVerified),
    useRequestUrl(url) {
      http = newSignedHttp(url)
      return verify(http)
    },
  }
}
