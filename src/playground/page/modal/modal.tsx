import { type KeyboardEvent, useId, useRef } from 'react'
import type { PageModal } from '../../slack/page-contract.ts'
import { ModalBlock, ModalFooter, ModalHeader } from './modal-parts.tsx'
import { useModal } from './use-modal.ts'
import { useModalFocus } from './use-modal-focus.ts'
import { wrapTab } from './wrap-tab.ts'

/** A modal `<dialog>`, so that the browser keeps the focus inside. Only the app's answer, or its closing, takes it away. */
export function Modal({ modal }: { readonly modal: PageModal }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  const { typed, type, isSubmitting, blockErrors, error, submit, close } = useModal(modal)
  useModalFocus({ dialog, heading, blocks: modal.blocks, blockErrors })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Its Escape must not close a pane of the page as well.
    event.stopPropagation()
    if (event.key === 'Tab') wrapTab(event)
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    close()
  }
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      // A phone's way back comes without a key.
      onCancel={instead(close)}
    >
      <form noValidate onSubmit={instead(submit)}>
        <ModalHeader modal={modal} heading={heading} titleId={titleId} onClose={close} />
        {error !== undefined && (
          <p className="modal-error" role="alert">
            {error}
          </p>
        )}
        <div className="modal-body">
          {modal.blocks.map((block, index) => (
            <ModalBlock key={keyOf(block, index)} {...{ block, typed, blockErrors }} onType={type} />
          ))}
        </div>
        <ModalFooter modal={modal} isSubmitting={isSubmitting} onClose={close} />
      </form>
    </dialog>
  )
}

/** What the browser would do is left to the app. */
function instead(act: () => void): (event: { preventDefault: () => void }) => void {
  return (event) => {
    event.preventDefault()
    act()
  }
}

/** An input that stays, although something came before it, is the same field. */
function keyOf(block: Record<string, unknown>, index: number): string {
  return block['type'] === 'input' ? `input ${String(block['block_id'])}` : `block ${index}`
}
