import { useRef } from 'react'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { PaneHeader } from './pane-header.tsx'
import { useSession } from './session.ts'
import { StatusLine } from './status-line.tsx'
import { useSend } from './use-send.ts'
import { threadMessages } from './workspace.ts'

type Props = { readonly channel: string; readonly ts: string; readonly onClose: () => void }

export function ThreadPane({ channel, ts, onClose }: Props) {
  const { workspace } = useSession()
  const field = useRef<HTMLTextAreaElement>(null)
  const where = { channel, threadTs: ts }
  const send = useSend(where)
  const messages = threadMessages(workspace, channel, ts)
  const name = workspace.channels.find(({ id }) => id === channel)?.name
  return (
    <aside className="pane thread-pane" aria-label="Thread">
      <PaneHeader title="Thread" about={name === undefined || name === '' ? '' : `#${name}`} onClose={onClose} />
      <MessageList key={`${workspace.me} ${ts}`} messages={messages} label="Messages of the thread" isThread />
      <Composer key={`composer ${workspace.me} ${ts}`} field={field} where={where} onSend={send} />
      <StatusLine where={where} />
    </aside>
  )
}
