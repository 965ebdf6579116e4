import anchor from './anchor.svg'
import { findBot, findUser } from './people.ts'
import { useSession } from './session.ts'
import { suggestionsFrom } from './suggestions.ts'

type Props = { readonly isDirect: boolean; readonly onSend: (text: string) => void }

/** Until Windlass has said something here: what one could say to it. */
export function FirstRunHint({ isDirect, onSend }: Props) {
  const { workspace } = useSession()
  const suggestions = suggestionsFrom(workspace.commands, findUser(workspace, workspace.me))
  const bot = findBot(workspace)
  return (
    <section className="first-run" aria-label="What to do here">
      <img src={anchor} alt="" width={40} height={40} />
      <div>
        <h3>
          Type <code>{suggestions[0]?.text ?? '/'}</code> to see every instance
        </h3>
        <p>
          {isDirect
            ? 'Here the words do without the slash as well. '
            : `A slash command, or @${bot?.name ?? 'windlass'} and the same words. `}
          Behind this page the real app runs against a simulated AWS organisation: nothing here can break anything.
        </p>
        <ul className="suggestions">
          {suggestions.map(({ text, about }) => (
            <li key={text}>
              <button type="button" title={about} onClick={() => onSend(text)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
