import { useCallback, useRef, useState } from 'react'
import type { Overflow } from './block-elements.ts'
import { Dots, Menu } from './menu.tsx'
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
          <Menu
            lines={element.options.map(({ text, value, description }) => ({
              value,
              text: text.text,
              about: description?.text,
            }))}
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
