import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * What has the focus may go when a message changes (the buttons of a choice that is made). Its message, or else the
 * list, has the focus then, so that the keyboard goes on from there and not from the top of the page.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const holder = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    if (holder.current === null || document.activeElement !== document.body) return
    const home = holder.current.isConnected ? holder.current : list.current
    home?.focus({ preventScroll: true })
  })
  return {
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      holder.current = target.closest('article') ?? list.current
    },
    // Not called for what is taken away: React keeps its own changes to itself.
    onBlur: ({ relatedTarget }: FocusEvent<HTMLElement>) => {
      // A modal gives the focus back, and its button may be gone by then.
      if (relatedTarget?.closest('dialog') == null) holder.current = null
    },
  }
}
