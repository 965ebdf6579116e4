import { useState } from 'react'
import type { PageMessage, PageStream } from '../slack/page-contract.ts'
import { slackbotNotice } from './notice.ts'
import { useSession } from './session.ts'

type Props = { readonly message: PageMessage; readonly stream: PageStream }

/** What the app is doing for its answer, step by step. */
export function Tasks({ stream: { tasks } }: Pick<Props, 'stream'>) {
  if (tasks.length === 0) return null
  return (
    <ul className="tasks" aria-label="Steps">
      {tasks.map(({ id, title, status }) => (
        <li key={id} className={`task is-${status}`}>
          {status === 'in_progress' ? (
            <span className="spinner" aria-label="under way" role="img" />
          ) : (
            <span className="task-mark" aria-label={status === 'complete' ? 'done' : status} role="img" />
          )}
          <bdi>{title}</bdi>
        </li>
      ))}
    </ul>
  )
}

/** Below an answer that is being written, as long as the app offers it. */
export function StopButton({ message, stream }: Props) {
  const [isBusy, setIsBusy] = useState(false)
  const { workspace, client, clock, enter } = useSession()
  const { channel, ts, threadTs } = message
  const stop = async () => {
    setIsBusy(true)
    const reply = await client.stop({ as: workspace.me, channel, ts })
    setIsBusy(false)
    if (!reply.ok) enter(slackbotNotice({ where: { channel, threadTs }, text: reply.error, nowMs: clock.now() }))
  }
  if (stream.isStopped) return <small className="edited">(stopped)</small>
  if (!stream.isGrowing || !stream.isStoppable) return null
  return (
    <button type="button" className="slack-button small stop" aria-busy={isBusy} onClick={() => void stop()}>
      Stop
    </button>
  )
}
