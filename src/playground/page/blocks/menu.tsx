import type { KeyboardEvent } from 'react'

type MenuLine = { readonly value: string; readonly text: string; readonly about: string | undefined }

type Props = {
  readonly lines: readonly MenuLine[]
  readonly onPick: (value: string) => void
  readonly onClose: () => void
}

/** The lines of a menu, gone through with the arrow keys. */
export function Menu({ lines, onPick, onClose }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Tab') onClose()
    if (event.key !== 'Escape') return moveFocus(event)
    event.preventDefault()
    onClose()
  }
  return (
    <div role="menu" aria-label="More actions" className="menu">
      {lines.map(({ value, text, about }) => (
        <button
          key={value}
          type="button"
          role="menuitem"
          className="menu-item"
          onKeyDown={onKeyDown}
          onClick={() => onPick(value)}
        >
          {text}
          {about !== undefined && <small>{about}</small>}
        </button>
      ))}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const here = event.currentTarget
  const first = here.parentElement?.firstElementChild
  const last = here.parentElement?.lastElementChild
  const targets: Record<string, Element | null | undefined> = {
    ArrowDown: here.nextElementSibling ?? first,
    ArrowUp: here.previousElementSibling ?? last,
    Home: first,
    End: last,
  }
  const target = targets[event.key]
  if (!(target instanceof HTMLElement)) return
  event.preventDefault()
  target.focus()
}

export function Dots() {
  return (
    <svg viewBox="0 0 4 16" width="4" height="16" aria-hidden="true">
      <circle cx="2" cy="2" r="1.8" />
      <circle cx="2" cy="8" r="1.8" />
      <circle cx="2" cy="14" r="1.8" />
    </svg>
  )
}
