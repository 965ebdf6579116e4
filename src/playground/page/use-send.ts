import { useCallback } from 'react'
import { slackbotNotice, typedCommand } from './notice.ts'
import { useSession, type Where } from './session.ts'

/** Sends what was typed in a channel or thread; what Slack refuses, Slackbot says. */
export function useSend({ channel, threadTs }: Where): (text: string) => Promise<void> {
  const { workspace, client, clock, enter } = useSession()
  const { me } = workspace
  return useCallback(
    async (text: string) => {
      const where = { channel, threadTs }
      if (text.startsWith('/')) enter(typedCommand({ where, text, nowMs: clock.now() }, me))
      const thread = threadTs === undefined ? {} : { threadTs }
      const reply = await client.send({ as: me, channel, ...thread, text })
      if (!reply.ok) enter(slackbotNotice({ where, text: reply.error, nowMs: clock.now() }))
    },
    [client, clock, me, channel, threadTs, enter],
  )
}
