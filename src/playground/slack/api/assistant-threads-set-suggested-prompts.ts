import { z } from 'zod'
import { type ApiMethod, getWritable, json, parseArgs } from './method.ts'

const prompt = z.object({ title: z.string().min(1), message: z.string().min(1) })
const args = z.object({
  channel_id: z.string(),
  thread_ts: z.string().optional(),
  title: z.string().optional(),
  prompts: json(z.array(prompt).min(1).max(4)),
})

/** What one could ask the app, in its direct messages. */
export const assistantThreadsSetSuggestedPrompts: ApiMethod = {
  token: 'bot',
  run(given, { workspace, feed }) {
    const { channel_id: channel, thread_ts: threadTs, prompts } = parseArgs(args, given)
    const { id } = getWritable(workspace, channel)
    // "Including it in a call for an agent app will cause the call to silently fail", docs.slack.dev.
    if (threadTs === undefined) feed.publish({ type: 'prompts', channel: id, prompts })
    return {}
  },
}
