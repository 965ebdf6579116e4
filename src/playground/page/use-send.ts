import { useCallback } from 'react'
import { slackbotNotice, typedCommand } from './notice.ts'
import { useSession, type Where } from './session.ts'

export type Attached = { readonly name: string; readonly text: string }
export type Send = (text: string, files?: readonly Attached[]) => Promise<void>

/** Sends what was typed in a channel or thread; what Slack refuses, Slackbot says. */
export function useSend({ channel, threadTs }: Where): Send {
  const { workspace, client, clock, enter } = useSession()
  const { me } = workspace
  return useCallback(
    async (text: string, files: readonly Attached[] = []) => {
      const where = { channel, threadTs }
      if (text.startsWith('/') && files.length === 0) enter(typedCommand({ where, text, nowMs: clock.now() }, me))
      const thread = threadTs === undefined ? {} : { threadTs }
      const attached = files.length === 0 ? {} : { files: [...files] }
      const reply = await client.send({ as: me, channel, ...thread, text, ...attached })
      if (!reply.ok) enter(slackbotNotice({ where, text: reply.error, nowMs: clock.now() }))
    },
    [client, clock, me, channel, threadTs, enter],
  )
}
