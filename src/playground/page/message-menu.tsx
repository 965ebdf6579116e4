import { useCallback, useRef, useState } from 'react'
import type { PageMessage } from '../slack/page-contract.ts'
import { Dots, Menu } from './blocks/menu.tsx'
import { Popup } from './blocks/popup.tsx'
import { slackbotNotice } from './notice.ts'
import { useSession } from './session.ts'

/** The menu of a message, with the shortcuts of the app; what only one person sees has none. */
export function MessageMenu({ message }: { readonly message: PageMessage }) {
  const { workspace } = useSession()
  const use = useShortcut(message)
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const close = useCallback(() => setIsOpen(false), [])
  const { shortcuts } = workspace
  if (message.isEphemeral || shortcuts.length === 0) return null
  return (
    <>
      <button
        ref={button}
        type="button"
        className="message-offer"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Dots />
      </button>
      {isOpen && (
        <Popup anchor={button} onClose={close}>
          <Menu
            lines={shortcuts.map(({ callbackId, name, about }) => ({ value: callbackId, text: name, about }))}
            onClose={close}
            onPick={(callbackId) => {
              close()
              void use(callbackId)
            }}
          />
        </Popup>
      )}
    </>
  )
}

function useShortcut({ channel, ts, threadTs }: PageMessage): (callbackId: string) => Promise<void> {
  const { workspace, client, clock, enter } = useSession()
  return async (callbackId) => {
    const reply = await client.shortcut({ as: workspace.me, channel, ts, callbackId })
    if (!reply.ok) enter(slackbotNotice({ where: { channel, threadTs }, text: reply.error, nowMs: clock.now() }))
  }
}
