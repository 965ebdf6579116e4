import { type RefObject, useEffect } from 'react'

/**
 * What is opened over or beside the page closes on Escape, unless the key was meant for something in front of it (a
 * list, a menu, a dialog), and gives the focus back to where it was, unless that has gone on to something else.
 */
export function useDismissal(isOpen: boolean, onClose: () => void, inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return undefined
    const leave = new AbortController()
    const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && onClose()
    document.addEventListener('keydown', closeOnEscape, { signal: leave.signal })
    return () => leave.abort()
  }, [isOpen, onClose])

  useEffect(() => {
    if (!isOpen) return undefined
    const before = document.activeElement
    const opened = inside.current
    return () => {
      const now = document.activeElement
      const isLeftBehind = now === document.body || opened?.contains(now) === true
      if (isLeftBehind && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen, inside])
}
