import type { Feed } from './feed.ts'
import type { OpenRequest, Reply, StopRequest } from './page-contract.ts'
import { sentences } from './sentences.ts'
import type { Workspace } from './workspace.ts'

export type Agent = { open(request: OpenRequest): Reply; stop(request: StopRequest): Reply }

/** What people do with the app as an agent: look at its direct messages, and stop what it is writing. */
export function createAgent({ workspace, feed }: { workspace: Workspace; feed: Feed }): Agent {
  return {
    open({ as, channel }) {
      if (workspace.findConversation(channel)?.with !== as) return { ok: false, error: sentences.unknownChannel }
      feed.publish({ type: 'home-opened', user: as, channel })
      return { ok: true }
    },
    stop({ as, channel, ts }) {
      const message = workspace.findMessage(channel, ts)
      if (message === undefined || !workspace.isSeenBy(as, message)) return { ok: false, error: sentences.notYours }
      const { stream, threadTs } = message
      if (stream?.state !== 'streaming' || !stream.isStoppable) return { ok: false, error: sentences.unknownElement }
      workspace.change(message, { stream: { ...stream, state: 'stopped-by-user', isStoppable: false } })
      feed.publish({ type: 'session-stopped', user: as, channel, threadTs: threadTs ?? ts, ts })
      return { ok: true }
    },
  }
}
