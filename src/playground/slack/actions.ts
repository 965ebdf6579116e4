import type { Faults, SocketFault } from './faults.ts'
import type { Interactions } from './interactions.ts'
import type { ActRequest, Fault, Reply, SendRequest, Snapshot, SuggestReply, SuggestRequest } from './page-contract.ts'
import type { Sockets } from './sockets.ts'

/** Everything that the page can do, for the page and for tests alike. */
export type Actions = {
  send(request: SendRequest): Promise<Reply>
  act(request: ActRequest): Promise<Reply>
  suggest(request: SuggestRequest): Promise<SuggestReply>
  fault(fault: Fault): Reply
  snapshot(as: string): Snapshot
}

type ActionsOptions = {
  talk: (request: SendRequest) => Promise<Reply>
  interactions: Interactions
  faults: Faults
  sockets: Sockets
  snapshot: (as: string) => Snapshot
}

export function createActions({ talk, interactions, faults, sockets, snapshot }: ActionsOptions): Actions {
  return {
    send: talk,
    act: (request) => interactions.act(request),
    suggest: (request) => interactions.suggest(request),
    fault(fault) {
      if (!isSocketFault(fault)) {
        faults.set(fault)
        return { ok: true }
      }
      const isDone = fault.kind === 'drop-socket' ? sockets.drop() : sockets.refresh()
      return isDone ? { ok: true } : { ok: false, error: 'The app has no socket open.' }
    },
    snapshot,
  }
}

function isSocketFault(fault: Fault): fault is SocketFault {
  return fault.kind === 'drop-socket' || fault.kind === 'refresh-socket'
}
