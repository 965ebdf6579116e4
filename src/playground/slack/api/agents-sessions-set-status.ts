import { z } from 'zod'
import { type ApiMethod, getWritable, parseArgs } from './method.ts'

const args = z.object({
  channel_id: z.string(),
  thread_ts: z.string(),
  status: z.enum(['active', 'processing', 'suspended', 'closed']),
})

/** While a session is being processed, what is streamed in its thread has a button to stop it. */
export const agentsSessionsSetStatus: ApiMethod = {
  token: 'bot',
  run(given, { workspace }) {
    const { channel_id: channel, thread_ts: threadTs, status } = parseArgs(args, given)
    const { id } = getWritable(workspace, channel)
    for (const message of workspace.listMessages(id)) {
      const { stream } = message
      if (message.threadTs !== threadTs || stream?.state !== 'streaming') continue
      workspace.change(message, { stream: { ...stream, isStoppable: status === 'processing' } })
    }
    return { status }
  },
}
