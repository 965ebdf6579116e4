import { type RefObject, useLayoutEffect, useRef } from 'react'

type Parts = {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly heading: RefObject<HTMLElement | null>
  readonly blocks: unknown
  readonly blockErrors: Readonly<Record<string, string>>
}

/** The focus in a modal: into it when it opens, on after each change, back when it closes. */
export function useModalFocus({ dialog, heading, blocks, blockErrors }: Parts): void {
  const shown = useRef<Pick<Parts, 'blocks' | 'blockErrors'>>(undefined)

  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [dialog])

  useLayoutEffect(() => {
    const before = shown.current
    shown.current = { blocks, blockErrors }
    const find = (what: string) => dialog.current?.querySelector<HTMLElement>(what)
    if (before !== undefined && before.blockErrors !== blockErrors) find('[aria-invalid="true"]')?.focus()
    if (before?.blocks === blocks) return
    // `showModal` has chosen the cross, which is nobody's choice. A later view may bring the first input ("Loading…"),
    // or take away the one that had the focus.
    const now = document.activeElement
    const isAtWork = now !== heading.current && now !== document.body
    if (before === undefined || !isAtWork) (find('[data-focus-on-load]') ?? heading.current)?.focus()
  })
}
