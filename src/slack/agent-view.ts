import type { WebClient } from '@slack/web-api'
import type { Log } from '../core/log.ts'
import type { AgentEvent } from './agent-event.ts'
import { createOpenStreams, type OpenStreams } from './open-streams.ts'

// "Up to four suggested prompts", docs.slack.dev, assistant.threads.setSuggestedPrompts.
export const suggestedPrompts = [
  { title: 'Which instances are running?', message: 'ec2 list --state running' },
  { title: 'What is an AMI?', message: 'What is an AMI?' },
  { title: 'EC2 or Lambda?', message: 'EC2 or Lambda?' },
  { title: 'What can I do here?', message: 'help' },
] as const

type Agent = {
  readonly openStreams: OpenStreams
  /** Never throws: nothing of it is owed to anybody. */
  heed(event: AgentEvent): Promise<void>
}

/** The agent that Windlass is to Slack. */
export function createAgent({ client, log }: { readonly client: WebClient; readonly log: Log }): Agent {
  const openStreams = createOpenStreams()
  return {
    openStreams,
    async heed(event) {
      if (event.kind === 'stopped') return openStreams.stop(event)
      try {
        // With a thread_ts it fails without saying so (docs.slack.dev, assistant.threads.setSuggestedPrompts).
        await client.assistant.threads.setSuggestedPrompts({
          channel_id: event.channel,
          prompts: [...suggestedPrompts],
        })
      } catch (error) {
        log.warn({ error }, 'no prompts were suggested')
      }
    },
  }
}
