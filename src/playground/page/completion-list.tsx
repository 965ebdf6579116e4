import { Arrow } from './arrow.tsx'
import { Avatar } from './avatar.tsx'
import type { Completion } from './completion.ts'

type Props = {
  readonly id: string
  readonly completions: readonly Completion[]
  readonly current: number | undefined
  readonly onPick: (completion: Completion) => void
}

export function CompletionList({ id, completions, current, onPick }: Props) {
  return (
    <div className="completions">
      <div role="listbox" id={id} aria-label="Completions">
        {completions.map((completion, index) => (
          // The field keeps the focus and handles the keys; a line is only ever clicked.
          <div
            key={completion.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={index === (current ?? 0) ? 'completion is-first' : 'completion'}
            ref={(line) => (index === current ? line?.scrollIntoView({ block: 'nearest' }) : undefined)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(completion)}
          >
            {completion.user !== undefined && <Avatar user={completion.user} size="small" />}
            <span className="completion-label">{completion.label}</span>
            <span className="completion-about">{completion.about}</span>
          </div>
        ))}
      </div>
      <p className="completions-keys" aria-hidden="true">
        <kbd>
          <Arrow to="up" />
        </kbd>{' '}
        <kbd>
          <Arrow to="down" />
        </kbd>{' '}
        to move · <kbd>Tab</kbd> to accept · <kbd>Esc</kbd> to dismiss
      </p>
    </div>
  )
}
