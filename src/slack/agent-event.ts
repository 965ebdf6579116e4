import { z } from 'zod'
import type { StoppedSession } from './open-streams.ts'

/** What is no delivery: somebody has opened their direct messages with the bot, or pressed Stop. */
export type AgentEvent =
  | ({ readonly kind: 'stopped' } & StoppedSession)
  | { readonly kind: 'opened'; readonly channel: string }

const id = z.string().min(1).max(255)

const stopped = z.object({
  type: z.literal('agent_session_stopped'),
  user: id.optional().catch(undefined),
  channel: id,
  thread_ts: id.optional().catch(undefined),
  streaming_message_ts: z.array(id).catch([]),
})
const opened = z.object({ type: z.literal('app_home_opened'), tab: z.literal('messages'), channel: id })
const body = z.object({ event: z.discriminatedUnion('type', [stopped, opened]) })

export function readAgentEvent(delivered: unknown): AgentEvent | undefined {
  const event = body.safeParse(delivered).data?.event
  if (event === undefined) return undefined
  const { channel } = event
  if (event.type === 'app_home_opened') return { kind: 'opened', channel }
  const { user, thread_ts: thread, streaming_message_ts: messages } = event
  return { kind: 'stopped', user, channel, thread, messages }
}
