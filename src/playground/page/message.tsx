import type { PageMessage, PageUser } from '../slack/page-contract.ts'
import { Avatar } from './avatar.tsx'
import { Block } from './blocks/block.tsx'
import { BlockBoundary } from './blocks/block-boundary.tsx'
import { BlockText } from './blocks/block-text.tsx'
import { FileLine } from './file-line.tsx'
import { MessageMenu } from './message-menu.tsx'
import { findUser } from './people.ts'
import { useSession } from './session.ts'
import { formatSlackDate } from './slack-date.ts'
import { StopButton, Tasks } from './streamed.tsx'

type Props = {
  readonly message: PageMessage
  readonly isContinued: boolean
  /** Within a thread there is none to open. */
  readonly isThread: boolean
}

export function Message({ message, isContinued, isThread }: Props) {
  const { workspace } = useSession()
  const user = findUser(workspace, message.user) ?? unknownUser(message.user)
  const look = `message${message.isEphemeral ? ' is-ephemeral' : ''}${isContinued ? ' is-continued' : ''}`
  return (
    <article className={look} tabIndex={-1} aria-label={`${user.realName} at ${timeOf(message)}`}>
      <div className="message-margin">{!isContinued && <Avatar user={user} />}</div>
      <div className="message-body">
        {message.isEphemeral && !isContinued && <OnlyYou />}
        {!isContinued && <Byline user={user} message={message} />}
        <MessageContent message={message} isBot={user.isBot} />
        {message.files.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
        {!isThread && <Replies message={message} />}
      </div>
      <div className="message-offers">
        {!isThread && <ReplyOffer message={message} />}
        <MessageMenu message={message} />
      </div>
    </article>
  )
}

function MessageContent({ message, isBot }: { readonly message: PageMessage; readonly isBot: boolean }) {
  return (
    <div className="message-content">
      {message.stream !== undefined && <Tasks stream={message.stream} />}
      {message.blocks.map((block, index) => (
        <Block key={index} block={block} message={message} />
      ))}
      {message.blocks.length === 0 && message.text !== '' && (
        <BlockBoundary what="text" subject={message}>
          <BlockText text={{ type: 'mrkdwn', text: message.text }} />
        </BlockBoundary>
      )}
      {message.stream !== undefined && <StopButton message={message} stream={message.stream} />}
      {/* Slack marks what a person edits, not what an app does. */}
      {message.isEdited && !isBot && <small className="edited">(edited)</small>}
    </div>
  )
}

function Byline({ user, message }: { user: PageUser; message: PageMessage }) {
  return (
    <p className="byline">
      <bdi className="author">{user.realName}</bdi>
      {user.isBot && <span className="app-mark">APP</span>}
      {user.isStranger && <span className="stranger-mark">{user.title}</span>}
      <time dateTime={new Date(Number(message.ts) * 1000).toISOString()}>{timeOf(message)}</time>
    </p>
  )
}

function OnlyYou() {
  return (
    <p className="only-you">
      <svg viewBox="0 0 20 14" aria-hidden="true">
        <path d="M1 7s3.500-5.500 9-5.500S19 7 19 7s-3.500 5.500-9 5.500S1 7 1 7z" />
        <circle cx="10" cy="7" r="3" />
      </svg>
      Only visible to you
    </p>
  )
}

function Replies({ message }: { message: PageMessage }) {
  const { openThread } = useSession()
  const { replyCount } = message
  if (replyCount === 0) return null
  return (
    <button type="button" className="thread-link" onClick={() => openThread(message)}>
      {replyCount === 1 ? '1 reply' : `${replyCount} replies`}
    </button>
  )
}

function ReplyOffer({ message }: { message: PageMessage }) {
  const { openThread } = useSession()
  if (message.isEphemeral || message.threadTs !== undefined || message.replyCount > 0) return null
  return (
    <button type="button" className="message-offer" onClick={() => openThread(message)}>
      Reply in thread
    </button>
  )
}

function timeOf({ ts }: PageMessage): string {
  return formatSlackDate({ timestamp: Number(ts), format: '{time}', nowMs: 0 })
}

function unknownUser(id: string): PageUser {
  return { id, name: id, realName: id, title: '', color: '#868686', isBot: false, isStranger: false }
}
