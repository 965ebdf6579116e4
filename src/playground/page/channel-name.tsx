import type { PageChannel } from '../slack/page-contract.ts'
import { findUser } from './people.ts'
import { useSession } from './session.ts'

/** `#ops`, the name of the person at the other end, or two linked squares for what another organisation sees too. */
export function ChannelName({ channel }: { channel: PageChannel }) {
  const { workspace } = useSession()
  if (channel.kind === 'direct') return <span className="channel-name">{directName(workspace, channel)}</span>
  return (
    <span className="channel-name">
      {channel.isExternal ? <SharedMark /> : <span aria-hidden="true">#</span>}
      <span>{channel.name}</span>
      {channel.isExternal && <span className="for-screen-readers"> (shared with another organisation)</span>}
    </span>
  )
}

export function directName(workspace: Parameters<typeof findUser>[0], channel: PageChannel): string {
  const user = channel.with === undefined ? undefined : findUser(workspace, channel.with)
  return user?.realName ?? channel.name
}

function SharedMark() {
  return (
    <svg className="shared-mark" viewBox="0 0 20 14" aria-hidden="true">
      <path d="M6.500 1.500l5 5.500-5 5.500-5-5.500zM13.500 1.500l5 5.500-5 5.500-2.300-2.500M13.500 1.500l-2.300 2.500" />
    </svg>
  )
}
