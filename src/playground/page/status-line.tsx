import { findBot } from './people.ts'
import { useSession, type Where } from './session.ts'

/** "Windlass is working…", below the field, as Slack shows what an app says of itself. */
export function StatusLine({ where }: { where: Where }) {
  const { workspace } = useSession()
  const status = workspace.statuses.findLast(
    ({ channel, threadTs }) => channel === where.channel && (where.threadTs ?? threadTs) === threadTs,
  )
  const bot = findBot(workspace)
  return (
    <p className="status-line" role="status">
      {status !== undefined && (
        <>
          <span className="spinner" aria-hidden="true" />
          <span>
            <strong>{bot?.realName}</strong> {status.text}
          </span>
        </>
      )}
    </p>
  )
}
