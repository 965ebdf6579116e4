import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

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
    const box = anchor.current?.getBoundingClientRect()
    const element = popup.current
    if (box === undefined || element === null) return undefined
    element.showPopover()
    const { width, height } = element.getBoundingClientRect()
    setPlace(placeBeside(box, { width, height: Math.max(height, leastHeightPx) }))
    element.querySelector<HTMLElement>('input, [role="menuitem"]')?.focus()
    const opener = anchor.current
    return () => {
      if (element.contains(document.activeElement)) opener?.focus()
    }
  }, [anchor, leastHeightPx])

  useEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node && !popup.current?.contains(target) && !anchor.current?.contains(target)
    const closeFrom = (event: Event) => isOutside(event.target) && onClose()
    const leave = new AbortController()
    const options = { capture: true, signal: leave.signal }
    for (const type of ['pointerdown', 'focusin', 'scroll']) document.addEventListener(type, closeFrom, options)
    window.addEventListener('resize', onClose, options)
    return () => leave.abort()
  }, [anchor, onClose])

  return (
    <div ref={popup} popover="manual" className="popup" style={place}>
      {children}
    </div>
  )
}

function placeBeside(anchor: DOMRect, popup: { readonly width: number; readonly height: number }): React.CSSProperties {
  const roomBelow = innerHeight - anchor.bottom - gapPx - edgePx
  const roomAbove = anchor.top - gapPx - edgePx
  const left = Math.max(edgePx, Math.min(anchor.left, innerWidth - popup.width - edgePx))
  const isBelow = popup.height <= roomBelow || roomBelow >= roomAbove
  return isBelow
    ? { left, top: anchor.bottom + gapPx, maxHeight: roomBelow }
    : { left, bottom: innerHeight - anchor.top + gapPx, maxHeight: roomAbove }
}
