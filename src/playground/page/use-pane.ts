import { useCallback, useState } from 'react'
import type { PageMessage } from '../slack/page-contract.ts'

/** What stands beside the conversation; one thing at a time, so that there is room for it. */
export type Pane =
  | { readonly kind: 'wire' }
  | { readonly kind: 'thread'; readonly channel: string; readonly ts: string }

export function usePane() {
  const [pane, setPane] = useState<Pane>()
  const openThread = useCallback(
    ({ channel, ts, threadTs }: PageMessage) => setPane({ kind: 'thread', channel, ts: threadTs ?? ts }),
    [],
  )
  const toggleWire = useCallback(() => setPane((open) => (open?.kind === 'wire' ? undefined : { kind: 'wire' })), [])
  const closePane = useCallback(() => setPane(undefined), [])
  const closeThread = useCallback(() => setPane((open) => (open?.kind === 'thread' ? undefined : open)), [])
  return { pane, openThread, toggleWire, closePane, closeThread }
}
