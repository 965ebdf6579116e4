import type { RefObject } from 'react'
import type { PageModal } from '../../slack/page-contract.ts'
import anchor from '../anchor.svg'
import { Block } from '../blocks/block.tsx'
import { BlockBoundary } from '../blocks/block-boundary.tsx'
import { InputBlock } from './input-block.tsx'
import type { useModal } from './use-modal.ts'

type HeaderProps = {
  readonly modal: PageModal
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly titleId: string
  readonly onClose: () => void
}

export function ModalHeader({ modal, heading, titleId, onClose }: HeaderProps) {
  return (
    <header className="modal-header">
      <img src={anchor} alt={modal.appName} width={36} height={36} />
      <h2 ref={heading} id={titleId} tabIndex={-1}>
        {modal.title}
      </h2>
      <button type="button" className="pane-close" aria-label="Close" onClick={onClose}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M5 5l10 10M15 5L5 15" />
        </svg>
      </button>
    </header>
  )
}

type BlockProps = Pick<ReturnType<typeof useModal>, 'typed' | 'blockErrors'> & {
  readonly block: Record<string, unknown>
  readonly onType: ReturnType<typeof useModal>['type']
}

export function ModalBlock({ block, typed, blockErrors, onType }: BlockProps) {
  if (block['type'] !== 'input') return <Block block={block} />
  return (
    <BlockBoundary what="input" subject={block}>
      <InputBlock block={block} typed={typed} error={blockErrors[String(block['block_id'])]} onType={onType} />
    </BlockBoundary>
  )
}

type FooterProps = { readonly modal: PageModal; readonly isSubmitting: boolean; readonly onClose: () => void }

export function ModalFooter({ modal, isSubmitting, onClose }: FooterProps) {
  return (
    <footer className="modal-footer">
      <button type="button" className="slack-button" onClick={onClose}>
        {modal.close}
      </button>
      {modal.submit !== undefined && (
        // Not `disabled`: that would throw the keyboard's focus away, and the answer may be an error to correct.
        <button
          type="submit"
          className="slack-button primary"
          aria-disabled={isSubmitting || undefined}
          aria-busy={isSubmitting}
        >
          <span className="slack-button-text">{modal.submit}</span>
          {isSubmitting && <span className="spinner" role="status" aria-label="Working" />}
        </button>
      )}
    </footer>
  )
}
