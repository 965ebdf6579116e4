import type { PageUser } from '../slack/page-contract.ts'
import anchor from './anchor.svg'
import { slackbot } from './people.ts'

/** A letter on the person's colour; Windlass has an anchor. */
export function Avatar({ user, size = 'large' }: { user: PageUser; size?: 'large' | 'small' }) {
  const look = `avatar avatar-${size}`
  if (user.isBot && user.id !== slackbot.id) return <img className={look} src={anchor} alt="" />
  return (
    <span className={look} style={{ background: user.color }} aria-hidden="true">
      {user.realName.slice(0, 1).toUpperCase()}
    </span>
  )
}
