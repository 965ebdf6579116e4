import { type MouseEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  /** As high as it may become: an external select has nothing to show at first. */
  readonly leastHeightPx?: number
  readonly onClose: () => void
  readonly children: ReactNode
}

const gapPx = 4
const edgePx = 8

/** What opens below a button, or above it near the end of the page; in the browser's top layer, so nothing cuts it off. */
export function Popup({ anchor, leastHeightPx = 0, onClose, children }: Props) {
  const popup = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<React.CSSProperties>({})

  useLayoutEffect(() => {
    const element = popup.current
    const opener = anchor.current
    if (opener === null || element === null) return undefined
    element.showPopover()
    setPlace(placeBeside(opener, element, leastHeightPx))
    element.querySelector<HTMLElement>('input, [role="menuitem"]')?.focus()
    return () => {
      if (element.contains(document.activeElement)) opener.focus()
    }
  }, [anchor, leastHeightPx])

  useEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node && !popup.current?.contains(target) && !anchor.current?.contains(target)
    const closeFrom = (event: Event) => isOutside(event.target) && onClose()
    // The list also scrolls because somebody else has said something; that must not take the choice away.
    const follow = ({ target }: Event) => {
      if (anchor.current === null || popup.current === null || !isOutside(target)) return
      if (isInView(anchor.current)) setPlace(placeBeside(anchor.current, popup.current, leastHeightPx))
      else onClose()
    }
    const leave = new AbortController()
    const options = { capture: true, signal: leave.signal }
    for (const type of ['pointerdown', 'focusin']) document.addEventListener(type, closeFrom, options)
    document.addEventListener('scroll', follow, options)
    window.addEventListener('resize', onClose, options)
    return () => leave.abort()
  }, [anchor, leastHeightPx, onClose])

  return (
    <div ref={popup} popover="manual" className="popup" style={place} onMouseDown={keepFocus}>
      {children}
    </div>
  )
}

/** A press on a line of the list must not take the focus out of the field, for what loses the focus closes. */
function keepFocus(event: MouseEvent): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

function placeBeside(opener: HTMLElement, popup: HTMLElement, leastHeightPx: number): React.CSSProperties {
  const anchor = opener.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const roomBelow = innerHeight - anchor.bottom - gapPx - edgePx
  const roomAbove = anchor.top - gapPx - edgePx
  const left = Math.max(edgePx, Math.min(anchor.left, innerWidth - width - edgePx))
  const isBelow = Math.max(height, leastHeightPx) <= roomBelow || roomBelow >= roomAbove
  return isBelow
    ? { left, top: anchor.bottom + gapPx, maxHeight: roomBelow }
    : { left, bottom: innerHeight - anchor.top + gapPx, maxHeight: roomAbove }
}
