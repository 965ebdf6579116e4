import { AttachButton } from './attach-button.tsx'
import type { Attached } from './use-send.ts'

type Props = {
  readonly isReady: boolean
  readonly onInsert: (mark: '/' | '@') => void
  readonly onAttach: (files: readonly Attached[]) => void
  readonly onSend: () => void
}

export function ComposerBar({ isReady, onInsert, onAttach, onSend }: Props) {
  return (
    <div className="composer-bar">
      <button type="button" className="composer-mark" aria-label="Run a command" onClick={() => onInsert('/')}>
        /
      </button>
      <button type="button" className="composer-mark" aria-label="Mention somebody" onClick={() => onInsert('@')}>
        @
      </button>
      <AttachButton onAttach={onAttach} />
      <span className="composer-keys" aria-hidden="true">
        <kbd>Enter</kbd> sends · <kbd>Shift</kbd> <kbd>Enter</kbd> new line
      </span>
      <button type="button" className="composer-send" aria-label="Send" disabled={!isReady} onClick={onSend}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M2.500 16.500L18 10 2.500 3.500 4 9l7 1-7 1z" />
        </svg>
      </button>
    </div>
  )
}
