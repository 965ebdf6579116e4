import type { Agent } from './agent.ts'
import type { Faults, SocketFault } from './faults.ts'
import type { Interactions } from './interactions.ts'
import type {
  ActRequest,
  CloseRequest,
  Fault,
  OpenRequest,
  Reply,
  SendRequest,
  ShortcutRequest,
  Snapshot,
  StopRequest,
  SubmitReply,
  SubmitRequest,
  SuggestReply,
  SuggestRequest,
} from './page-contract.ts'
import type { Shortcuts } from './shortcuts.ts'
import type { Sockets } from './sockets.ts'
import type { Submissions } from './submissions.ts'

/** Everything that the page can do, for the page and for tests alike. */
export type Actions = {
  send(request: SendRequest): Promise<Reply>
  open(request: OpenRequest): Reply
  stop(request: StopRequest): Reply
  act(request: ActRequest): Promise<Reply>
  suggest(request: SuggestRequest): Promise<SuggestReply>
  shortcut(request: ShortcutRequest): Promise<Reply>
  submit(request: SubmitRequest): Promise<SubmitReply>
  close(request: CloseRequest): Promise<Reply>
  fault(fault: Fault): Reply
  snapshot(as: string): Snapshot
}

type ActionsOptions = {
  talk: (request: SendRequest) => Promise<Reply>
  agent: Agent
  interactions: Interactions
  shortcuts: Shortcuts
  submissions: Submissions
  faults: Faults
  sockets: Sockets
  snapshot: (as: string) => Snapshot
}

export function createActions(options: ActionsOptions): Actions {
  const { talk, agent, interactions, shortcuts, submissions, faults, sockets, snapshot } = options
  return {
    send: talk,
    open: (request) => agent.open(request),
    stop: (request) => agent.stop(request),
    act: (request) => interactions.act(request),
    suggest: (request) => interactions.suggest(request),
    shortcut: (request) => shortcuts.run(request),
    submit: (request) => submissions.submit(request),
    close: (request) => submissions.close(request),
    fault(fault) {
      if (fault.kind === 'switch') {
        return faults.turn(fault.id, fault.on) ? { ok: true } : { ok: false, error: 'There is no such switch.' }
      }
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
