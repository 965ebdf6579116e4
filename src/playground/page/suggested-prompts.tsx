import { useEffect } from 'react'
import type { PageChannel } from '../slack/page-contract.ts'
import { findUser } from './people.ts'
import { useSession } from './session.ts'

/** What the app suggests to ask it, above the field of its direct messages, until something is said there. */
export function SuggestedPrompts({ channel, onSend }: { channel: PageChannel; onSend: (text: string) => void }) {
  const { workspace } = useSession()
  const prompts = workspace.prompts[channel.id] ?? []
  if (prompts.length === 0) return null
  return (
    <ul className="suggestions prompts" aria-label="Suggested prompts">
      {prompts.map(({ title, message }) => (
        <li key={title}>
          <button type="button" title={message} onClick={() => onSend(message)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Tells Slack that the direct messages with an app are looked at, as its client does. */
export function useOpening(channel: PageChannel | undefined): void {
  const { workspace, client } = useSession()
  const { me, isBotConnected } = workspace
  const other = channel?.with === undefined ? undefined : findUser(workspace, channel.with)
  const id = other?.isBot === true ? channel?.id : undefined
  useEffect(() => {
    if (id !== undefined && isBotConnected) void client.open({ as: me, channel: id })
  }, [client, me, id, isBotConnected])
}
