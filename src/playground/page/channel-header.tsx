import type { PageChannel } from '../slack/page-contract.ts'
import { Avatar } from './avatar.tsx'
import { ChannelName } from './channel-name.tsx'
import { findUser } from './people.ts'
import { useSession } from './session.ts'

type Props = {
  readonly channel: PageChannel
  readonly isWireOpen: boolean
  readonly onToggleWire: () => void
  readonly onOpenSidebar: () => void
}

export function ChannelHeader({ channel, isWireOpen, onToggleWire, onOpenSidebar }: Props) {
  const { workspace } = useSession()
  const me = findUser(workspace, workspace.me)
  return (
    <header className="channel-header">
      <button type="button" className="open-sidebar" aria-label="Channels and people" onClick={onOpenSidebar}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 5h14M3 10h14M3 15h14" />
        </svg>
      </button>
      <div className="channel-title">
        <h2>
          <ChannelName channel={channel} />
        </h2>
        {channel.isExternal && <span className="shared-badge">shared outside {workspace.team.name}</span>}
        {channel.topic !== '' && <p className="topic">{channel.topic}</p>}
      </div>
      {me !== undefined && (
        <button
          type="button"
          className="acting-as"
          aria-label={`Acting as ${me.realName}. Change`}
          onClick={onOpenSidebar}
        >
          <Avatar user={me} size="small" />
        </button>
      )}
      <button type="button" className="wire-toggle" aria-pressed={isWireOpen} onClick={onToggleWire}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 7h11M11 3.500L14.500 7 11 10.500M17 13H6M9 9.500L5.500 13 9 16.500" />
        </svg>
        Wire
      </button>
    </header>
  )
}
