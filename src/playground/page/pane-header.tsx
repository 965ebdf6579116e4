import { useEffect, useRef } from 'react'
import { useDismissal } from './use-dismissal.ts'

type Props = { readonly title: string; readonly about: string; readonly onClose: () => void }

export function PaneHeader({ title, about, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useDismissal(true, onClose, heading)
  // What is opened comes next for the keyboard, not after every message of the channel.
  useEffect(() => heading.current?.focus(), [])
  return (
    <header className="pane-header">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <span className="pane-about">{about}</span>
      <button type="button" className="pane-close" aria-label={`Close ${title.toLowerCase()}`} onClick={onClose}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M5 5l10 10M15 5L5 15" />
        </svg>
      </button>
    </header>
  )
}
