import { createContext, use } from 'react'
import type { PageMessage } from '../slack/page-contract.ts'
import type { Clock } from './browser-clock.ts'
import type { EmulatorClient } from './emulator-client.ts'
import type { Entry, Workspace } from './workspace.ts'

/** What every part of the page may need: what is known, and the ways to do something. */
export type Session = {
  readonly workspace: Workspace
  readonly client: EmulatorClient
  readonly clock: Clock
  /** Puts something between the messages of this page. */
  readonly enter: (entry: Entry) => void
  readonly openThread: (message: PageMessage) => void
}

export type Where = { readonly channel: string; readonly threadTs: string | undefined }

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('This part of the page was drawn outside of a session.')
  return session
}
