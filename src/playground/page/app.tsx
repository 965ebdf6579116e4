import { useCallback, useMemo, useState } from 'react'
import type { Clock } from './browser-clock.ts'
import { Conversation } from './conversation.tsx'
import type { EmulatorClient } from './emulator-client.ts'
import { ModalLayer } from './modal/modal-layer.tsx'
import { SessionContext } from './session.ts'
import { Sidebar } from './sidebar.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { usePane } from './use-pane.ts'
import { useWorkspace } from './use-workspace.ts'
import { WireInspector } from './wire-inspector.tsx'
import { createWireStore } from './wire-store.ts'

export function App({ client, clock }: { readonly client: EmulatorClient; readonly clock: Clock }) {
  const [isSidebarOpen, setIsSidebarOpen] = useState(false)
  const [wire] = useState(createWireStore)
  const { workspace, isLost, actAs, open, enter } = useWorkspace({ client, clock, wire })
  const { pane, openThread, toggleWire, closePane, closeThread } = usePane()
  const closeSidebar = useCallback(() => setIsSidebarOpen(false), [])
  const session = useMemo(
    () => (workspace === undefined ? undefined : { workspace, client, clock, enter, openThread }),
    [workspace, client, clock, enter, openThread],
  )
  if (session === undefined) return <Waiting isLost={isLost} />

  const leaveFor = (go: (id: string) => void) => (id: string) => {
    closeSidebar()
    closeThread()
    go(id)
  }
  return (
    <SessionContext value={session}>
      <div className={isSidebarOpen ? 'page is-sidebar-open' : 'page'}>
        <Sidebar isOpen={isSidebarOpen} onOpen={leaveFor(open)} onActAs={leaveFor(actAs)} onClose={closeSidebar} />
        <Conversation
          isLost={isLost}
          isWireOpen={pane?.kind === 'wire'}
          onToggleWire={toggleWire}
          onOpenSidebar={() => setIsSidebarOpen(true)}
        />
        {pane?.kind === 'thread' && <ThreadPane channel={pane.channel} ts={pane.ts} onClose={closePane} />}
        {pane?.kind === 'wire' && <WireInspector wire={wire} onClose={closePane} />}
      </div>
      <ModalLayer />
      <p className="for-screen-readers" role="status" aria-live="polite">
        {session.workspace.news}
      </p>
    </SessionContext>
  )
}

function Waiting({ isLost }: { readonly isLost: boolean }) {
  return (
    <main className="waiting" aria-busy={!isLost}>
      {isLost ? 'The playground does not answer. Is it still running in the terminal?' : 'Opening the playground…'}
    </main>
  )
}
