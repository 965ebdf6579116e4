import type { KeyboardEvent } from 'react'

/** After the last field comes the first again; a modal `<dialog>` alone lets Tab go on to the browser's own buttons. */
export function wrapTab(event: KeyboardEvent<HTMLElement>): void {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  if (event.shiftKey ? at > 0 : at < stops.length - 1) return
  event.preventDefault()
  stops.at(event.shiftKey ? -1 : 0)?.focus()
}
