import type { SocketModeClient } from '@slack/socket-mode'
import type { System } from '../core/system.ts'

// Slack says "disconnect" some ten seconds before it closes a socket, and what it sent just before is still coming.
const staysMs = 1_500
const waitsForOtherMs = 6_000
const looksEveryMs = 500

type Leaving = { readonly system: System; readonly isOtherThere: () => boolean }

/**
 * What to do with Slack's "disconnect", at which the SDK closes at once and loses what is on its way: stay for a moment,
 * and for some more while the other socket is away itself, since both may be refreshed together.
 */
export function createLeaving(client: SocketModeClient, { system, isOtherThere }: Leaving) {
  let staying: AbortController | undefined
  for (const end of ['close', 'disconnecting']) {
    client.on(end, () => {
      staying?.abort()
      staying = undefined
    })
  }
  async function stay({ signal }: AbortController, leave: () => void): Promise<void> {
    await system.sleep(staysMs, signal)
    const until = system.now() + waitsForOtherMs
    while (!isOtherThere() && system.now() < until) await system.sleep(looksEveryMs, signal)
    // In the same turn as the look, so that two do not leave at once.
    leave()
  }
  return (leave: () => void): void => {
    if (staying !== undefined) return
    staying = new AbortController()
    // Aborted is left already: the next socket of this client is not to be closed.
    stay(staying, leave).catch(() => {})
  }
}
