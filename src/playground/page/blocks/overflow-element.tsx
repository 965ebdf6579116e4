import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import type { Overflow } from './block-elements.ts'
import { Popup } from './popup.tsx'
import type { PressProps } from './pressable.tsx'

export function OverflowElement({ element, isBusy, press }: PressProps & { readonly element: Overflow }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const close = useCallback(() => setIsOpen(false), [])
  return (
    <>
      <button
        ref={button}
        type="button"
        className="slack-button overflow"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-busy={isBusy}
        onClick={() => setIsOpen(!isOpen && !isBusy)}
      >
        {isBusy ? <span className="spinner" role="status" aria-label="Working" /> : <Dots />}
      </button>
      {isOpen && (
        <Popup anchor={button} onClose={close}>
          <OverflowMenu
            options={element.options}
            onClose={close}
            onPick={(value) => {
              close()
              press(value)
            }}
          />
        </Popup>
      )}
    </>
  )
}

type MenuProps = {
  readonly options: Overflow['options']
  readonly onPick: (value: string) => void
  readonly onClose: () => void
}

function OverflowMenu({ options, onPick, onClose }: MenuProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Tab') onClose()
    if (event.key !== 'Escape') return moveFocus(event)
    event.preventDefault()
    onClose()
  }
  return (
    <div role="menu" aria-label="More actions" className="menu">
      {options.map(({ text, value, description }) => (
        <button
          key={value}
          type="button"
          role="menuitem"
          className="menu-item"
          onKeyDown={onKeyDown}
          onClick={() => onPick(value)}
        >
          {text.text}
          {description !== undefined && <small>{description.text}</small>}
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

function Dots() {
  return (
    <svg viewBox="0 0 4 16" width="4" height="16" aria-hidden="true">
      <circle cx="2" cy="2" r="1.8" />
      <circle cx="2" cy="8" r="1.8" />
      <circle cx="2" cy="14" r="1.8" />
    </svg>
  )
}
