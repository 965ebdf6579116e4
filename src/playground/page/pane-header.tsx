import { useDismissal } from './use-dismissal.ts'

type Props = { readonly title: string; readonly about: string; readonly onClose: () => void }

export function PaneHeader({ title, about, onClose }: Props) {
  useDismissal(true, onClose)
  return (
    <header className="pane-header">
      <h2>{title}</h2>
      <span className="pane-about">{about}</span>
      <button type="button" className="pane-close" aria-label={`Close ${title.toLowerCase()}`} onClick={onClose}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M5 5l10 10M15 5L5 15" />
        </svg>
      </button>
    </header>
  )
}
