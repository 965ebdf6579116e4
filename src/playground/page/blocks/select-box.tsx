import { type ReactNode, useCallback, useRef, useState } from 'react'
import { Popup } from './popup.tsx'

type Props = {
  readonly label: string
  readonly chosen: string | undefined
  readonly isBusy: boolean
  readonly children: (close: () => void) => ReactNode
}

// A field and as much of the list as popups.css lets be seen.
const pickerHeightPx = 320

/** The closed select: what is chosen, or what could be. */
export function SelectBox({ label, chosen, isBusy, children }: Props) {
  const box = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const close = useCallback(() => setIsOpen(false), [])
  return (
    <>
      <button
        ref={box}
        type="button"
        className={chosen === undefined ? 'select-box is-empty' : 'select-box'}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-busy={isBusy}
        aria-label={chosen === undefined ? label : `${label}: ${chosen}`}
        onClick={() => setIsOpen(!isOpen && !isBusy)}
      >
        <span>{chosen ?? label}</span>
        {isBusy ? <span className="spinner" role="status" aria-label="Working" /> : <Chevron />}
      </button>
      {isOpen && (
        <Popup anchor={box} leastHeightPx={pickerHeightPx} onClose={close}>
          {children(close)}
        </Popup>
      )}
    </>
  )
}

export function Chevron() {
  return (
    <svg className="chevron" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2 4l4 4 4-4" />
    </svg>
  )
}
