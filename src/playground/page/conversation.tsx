import { useRef } from 'react'
import { ChannelHeader } from './channel-header.tsx'
import { beReadyToType, Composer } from './composer.tsx'
import { FirstRunHint } from './first-run-hint.tsx'
import { MessageList } from './message-list.tsx'
import { useSession } from './session.ts'
import { StatusLine } from './status-line.tsx'
import { SuggestedPrompts, useOpening } from './suggested-prompts.tsx'
import { useSend } from './use-send.ts'
import { useStreamedThread } from './use-streamed-thread.ts'
import { channelMessages } from './workspace.ts'

type Props = {
  readonly isLost: boolean
  readonly isWireOpen: boolean
  readonly onToggleWire: () => void
  readonly onOpenSidebar: () => void
}

export function Conversation({ isLost, ...header }: Props) {
  const { workspace } = useSession()
  const field = useRef<HTMLTextAreaElement>(null)
  const where = { channel: workspace.openChannel, threadTs: undefined }
  const send = useSend(where)
  const channel = workspace.channels.find(({ id }) => id === where.channel)
  useOpening(channel)
  useStreamedThread(channel)
  if (channel === undefined) return <main className="waiting">This person is in no channel.</main>
  const messages = channelMessages(workspace, channel.id)
  const bots = new Set(workspace.users.filter(({ isBot }) => isBot).map(({ id }) => id))
  const isNew = !messages.some(({ user }) => bots.has(user))
  const suggest = (text: string) => {
    beReadyToType(field.current)
    void send(text)
  }
  return (
    <main className="conversation" aria-label={channel.name}>
      <ChannelHeader channel={channel} {...header} />
      <MessageList key={`${workspace.me} ${channel.id}`} messages={messages} label="Messages">
        {isNew && <FirstRunHint isDirect={channel.kind === 'direct'} onSend={suggest} />}
      </MessageList>
      {(isLost || !workspace.isBotConnected) && (
        <p className="trouble" role="status">
          {isLost
            ? 'The playground does not answer; trying again.'
            : 'Windlass is not connected to Slack at the moment.'}
        </p>
      )}
      <SuggestedPrompts channel={channel} onSend={suggest} />
      <Composer key={`composer ${workspace.me} ${channel.id}`} field={field} where={where} onSend={send} />
      <StatusLine where={where} />
    </main>
  )
}
