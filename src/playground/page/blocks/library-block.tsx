import { useMemo } from 'react'
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx'
import { isSafeLink } from '../mrkdwn.ts'
import { findUser } from '../people.ts'
import { type Session, useSession } from '../session.ts'
import { dayOf, formatSlackDate } from '../slack-date.ts'

/** Anything that is only looked at, drawn by slack-blocks-to-jsx; it sets its own fonts and width, which block.css undoes. */
export function LibraryBlock({ block }: { block: Record<string, unknown> }) {
  const { workspace, clock } = useSession()
  const { me, users, channels } = workspace
  // The library takes its time, and each message that comes in draws all others of the channel again.
  return useMemo(
    () =>
      isBlock(block) ? (
        <Message
          withoutWrapper
          theme="light"
          logo=""
          name=""
          blocks={[block]}
          hooks={hooksFor({ me, users, channels, clock })}
        />
      ) : null,
    [block, me, users, channels, clock],
  )
}

/** The library checks no more itself; what it cannot draw ends in the error boundary around each block. */
function isBlock(block: Record<string, unknown>): block is Block {
  return typeof block['type'] === 'string'
}

type Hooks = NonNullable<MessageProps['hooks']>

type Scene = Pick<Session['workspace'], 'me' | 'users' | 'channels'> & Pick<Session, 'clock'>

function hooksFor({ me, users, channels, clock }: Scene): Hooks {
  return {
    user: ({ id }) => (
      <span className={id === me ? 'mention mention-me' : 'mention'}>@{findUser({ users }, id)?.name ?? id}</span>
    ),
    channel: ({ id }) => <span className="mention">#{channels.find((channel) => channel.id === id)?.name ?? id}</span>,
    usergroup: ({ id }) => <span className="mention">@{id}</span>,
    atHere: () => <span className="mention mention-me">@here</span>,
    atChannel: () => <span className="mention mention-me">@channel</span>,
    atEveryone: () => <span className="mention mention-me">@everyone</span>,
    // An unknown name comes back as it went in, without its colons: `arn:aws:ec2` is no emoji, and Slack shows it whole.
    emoji: (emoji, parse) => {
      const drawn = parse(emoji)
      return drawn === emoji.name ? `:${emoji.name}:` : <span className="emoji">{drawn}</span>
    },
    date: ({ timestamp, format, fallback }) => <ReadersDate {...{ timestamp, format, fallback, nowMs: clock.now() }} />,
    link: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  }
}

type DateToken = { timestamp: string; format: string; fallback: string; nowMs: number }

function ReadersDate({ timestamp, format, fallback, nowMs }: DateToken) {
  const seconds = Number(timestamp)
  // Outside of these no calendar has a day (ECMAScript, "Time Values").
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return fallback
  return (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={dayOf(seconds * 1000)}>
      {formatSlackDate({ timestamp: seconds, format, nowMs })}
    </time>
  )
}

function SafeLink({ href, children }: { href: string; children: React.ReactNode }) {
  if (!isSafeLink(href)) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}
