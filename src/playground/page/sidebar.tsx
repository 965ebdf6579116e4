import { useEffect, useRef } from 'react'
import type { PageChannel } from '../slack/page-contract.ts'
import { ActAs } from './act-as.tsx'
import { Avatar } from './avatar.tsx'
import { ChannelName } from './channel-name.tsx'
import { findUser } from './people.ts'
import { useSession } from './session.ts'
import { useDismissal } from './use-dismissal.ts'

type Props = {
  readonly isOpen: boolean
  readonly onOpen: (channel: string) => void
  readonly onActAs: (user: string) => void
  readonly onClose: () => void
}

/** Beside the conversation on a wide screen, a drawer over it on a phone. */
export function Sidebar({ isOpen, onOpen, onActAs, onClose }: Props) {
  const { workspace } = useSession()
  const channels = workspace.channels.filter(({ kind }) => kind === 'channel')
  const directs = workspace.channels.filter(({ kind }) => kind === 'direct')
  const drawer = useRef<HTMLElement>(null)
  useDismissal(isOpen, onClose, drawer)
  useEffect(() => {
    if (isOpen) drawer.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [isOpen])
  return (
    <>
      {isOpen && <button type="button" className="drawer-shade" aria-label="Close the menu" onClick={onClose} />}
      <nav ref={drawer} className="sidebar" aria-label="Channels">
        <header className="workspace-name">
          <h1>{workspace.team.name}</h1>
          <span className="playground-mark">playground</span>
        </header>
        <div className="sidebar-lists">
          <ChannelList title="Channels" channels={channels} onOpen={onOpen} />
          <ChannelList title="Direct messages" channels={directs} onOpen={onOpen} />
        </div>
        <ActAs onActAs={onActAs} />
      </nav>
    </>
  )
}

type ListProps = {
  readonly title: string
  readonly channels: readonly PageChannel[]
  readonly onOpen: (channel: string) => void
}

function ChannelList({ title, channels, onOpen }: ListProps) {
  if (channels.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {channels.map((channel) => (
          <li key={channel.id}>
            <ChannelLine channel={channel} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChannelLine({ channel, onOpen }: { channel: PageChannel; readonly onOpen: (channel: string) => void }) {
  const { workspace } = useSession()
  const unread = workspace.unread[channel.id] ?? 0
  const isOpen = channel.id === workspace.openChannel
  const other = channel.with === undefined ? undefined : findUser(workspace, channel.with)
  return (
    <button
      type="button"
      className={unread > 0 ? 'channel-line is-unread' : 'channel-line'}
      aria-current={isOpen ? 'page' : undefined}
      onClick={() => onOpen(channel.id)}
    >
      {other !== undefined && (
        <span className="avatar-with-presence">
          <Avatar user={other} size="small" />
          {other.isBot && <Presence isConnected={workspace.isBotConnected} />}
        </span>
      )}
      <ChannelName channel={channel} />
      {unread > 0 && (
        <span className="unread-count">
          {unread}
          <span className="for-screen-readers"> unread</span>
        </span>
      )}
    </button>
  )
}

function Presence({ isConnected }: { isConnected: boolean }) {
  return (
    <span
      className={isConnected ? 'presence is-connected' : 'presence'}
      title={isConnected ? 'connected' : 'not connected'}
    />
  )
}
