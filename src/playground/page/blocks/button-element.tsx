import { isSafeLink } from '../mrkdwn.ts'
import type { Button } from './block-elements.ts'
import type { PressProps } from './pressable.tsx'

export function ButtonElement({ element, isBusy, press }: PressProps & { element: Button }) {
  const look = `slack-button ${element.style ?? ''}`
  const label = element.accessibility_label
  if (element.url !== undefined && isSafeLink(element.url)) {
    return (
      <a className={look} href={element.url} target="_blank" rel="noreferrer noopener" onClick={() => press()}>
        {element.text.text}
      </a>
    )
  }
  return (
    // Not `disabled`: that would throw the keyboard's focus away in the middle of the work.
    <button type="button" className={look} aria-label={label} aria-busy={isBusy} onClick={() => press()}>
      <span className="slack-button-text">{element.text.text}</span>
      {isBusy && <span className="spinner" role="status" aria-label="Working" />}
    </button>
  )
}
