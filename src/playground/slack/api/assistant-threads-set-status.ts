import { z } from 'zod'
import type { Feed } from '../feed.ts'
import { SlackError } from '../slack-error.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const args = z.object({ channel_id: z.string(), thread_ts: z.string(), status: z.string() })

/** The line "windlass is looking …" in a thread; it goes with the next message there. */
export const assistantThreadsSetStatus: ApiMethod = {
  token: 'bot',
  run(given, { workspace, feed }) {
    const { channel_id: channel, thread_ts: threadTs, status: text } = parseArgs(args, given)
    const conversation = workspace.findConversation(channel)
    if (conversation === undefined) throw new SlackError('channel_not_found')
    if (!conversation.members.has(workspace.app.user)) throw new SlackError('not_in_channel')
    feed.publish({ type: 'status', channel, threadTs, text })
    return {}
  },
}

export function clearStatus(feed: Feed, channel: string, threadTs: string): void {
  feed.publish({ type: 'status', channel, threadTs, text: '' })
}
