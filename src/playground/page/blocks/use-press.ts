import { useEffect, useState } from 'react'
import type { PageMessage } from '../../slack/page-contract.ts'
import { slackbotNotice } from '../notice.ts'
import { useSession } from '../session.ts'

// A click that leads to nothing visible here (a file sent elsewhere) must not leave its button working for ever.
const patienceMs = 10_000

type Pressed = { readonly message: PageMessage; readonly blockId: string; readonly actionId: string }

/** Sends a press and is busy until the bot has done something in that channel, or has refused. */
export function usePress({ message, blockId, actionId }: Pressed) {
  const { workspace, client, clock, enter } = useSession()
  const activity = workspace.botActivity[message.channel] ?? 0
  const [pressedAt, setPressedAt] = useState<number>()
  const isBusy = pressedAt === activity

  useEffect(() => {
    if (!isBusy) return undefined
    return clock.after(patienceMs, () => setPressedAt(undefined))
  }, [isBusy, clock])

  const press = async (optionValue?: string) => {
    if (isBusy) return
    setPressedAt(activity)
    const { channel, ts, threadTs } = message
    const chosen = optionValue === undefined ? {} : { optionValue }
    const reply = await client.act({ as: workspace.me, channel, ts, blockId, actionId, ...chosen })
    if (reply.ok) return
    setPressedAt(undefined)
    enter(slackbotNotice({ where: { channel, threadTs }, text: reply.error, nowMs: clock.now() }))
  }
  return { isBusy, press: (optionValue?: string) => void press(optionValue) }
}
