import type { ReactNode } from 'react'
import { Arrow } from './arrow.tsx'
import { Message } from './message.tsx'
import { useSession } from './session.ts'
import { dayOf, nameOfDay } from './slack-date.ts'
import { TypedCommand } from './typed-command.tsx'
import { useEndInView } from './use-end-in-view.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import type { Entry } from './workspace.ts'

type Props = {
  readonly messages: readonly Entry[]
  readonly label: string
  readonly isThread?: boolean
  readonly children?: ReactNode
}

const sameBreathMs = 5 * 60_000

export function MessageList({ messages, label, isThread = false, children }: Props) {
  const { list, content, hasMore, toEnd, onScroll } = useEndInView(messages.at(-1)?.ts)
  const keptFocus = useKeptFocus(list)
  // The button goes once the end is in view.
  const goToEnd = () => {
    toEnd()
    list.current?.focus()
  }
  return (
    <div className="message-area">
      {/* Scrolled by keyboard, it must be reachable by keyboard. */}
      <section ref={list} className="message-list" aria-label={label} tabIndex={0} onScroll={onScroll} {...keptFocus}>
        <div ref={content} className="messages">
          {messages.map((message, index) => (
            <Line key={`${message.user} ${message.ts}`} {...{ message, isThread }} before={messages[index - 1]} />
          ))}
          {children}
        </div>
      </section>
      {hasMore && (
        <button type="button" className="to-end" onClick={goToEnd}>
          New messages <Arrow to="down" />
        </button>
      )}
    </div>
  )
}

type LineProps = { readonly message: Entry; readonly before: Entry | undefined; readonly isThread: boolean }

function Line({ message, before, isThread }: LineProps) {
  const { clock } = useSession()
  const isNewDay = before === undefined || dayOf(msOf(before)) !== dayOf(msOf(message))
  return (
    <>
      {isNewDay && (
        <div className="day" role="separator">
          <span>{nameOfDay(msOf(message), clock.now())}</span>
        </div>
      )}
      {message.isTypedCommand === true ? (
        <TypedCommand command={message.text} />
      ) : (
        <Message {...{ message, isThread }} isContinued={!isNewDay && isSameBreath(before, message)} />
      )}
    </>
  )
}

/** Slack shows who speaks once for what a person says in a row. */
function isSameBreath(before: Entry, message: Entry): boolean {
  const isSameVoice = before.user === message.user && !before.isEphemeral && !message.isEphemeral
  const isPlain = before.blocks.length === 0 && message.blocks.length === 0
  const isInterrupted = before.isTypedCommand === true || before.replyCount > 0
  return isSameVoice && isPlain && !isInterrupted && msOf(message) - msOf(before) < sameBreathMs
}

const msOf = ({ ts }: Entry) => Number(ts) * 1000
