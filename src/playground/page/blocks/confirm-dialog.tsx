import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { Confirmation } from './block-elements.ts'

type Props = { readonly confirmation: Confirmation; readonly onConfirm: () => void; readonly onDeny: () => void }

/** Its Escape must not close a pane of the page as well. */
const keepInside = (event: KeyboardEvent) => event.stopPropagation()

/** A modal `<dialog>`: the browser keeps the focus inside, gives it back afterwards and closes on Escape. */
export function ConfirmDialog({ confirmation, onConfirm, onDeny }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => dialog.current?.showModal(), [])
  const { title, text, confirm, deny, style } = confirmation
  // Only `close` gives the focus back, so both answers go through it.
  const answer = () => (dialog.current?.returnValue === 'confirm' ? onConfirm() : onDeny())
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={titleId} onClose={answer} onKeyDown={keepInside}>
      <h2 id={titleId}>{title.text}</h2>
      <p>{text.text}</p>
      <div className="confirm-buttons">
        <button type="button" className="slack-button" onClick={() => dialog.current?.close('deny')}>
          {deny.text}
        </button>
        <button
          type="button"
          className={`slack-button ${style ?? 'primary'}`}
          onClick={() => dialog.current?.close('confirm')}
        >
          {confirm.text}
        </button>
      </div>
    </dialog>
  )
}
