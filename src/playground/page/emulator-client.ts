import type { z } from 'zod'
import type {
  ActRequest,
  CloseRequest,
  Fault,
  ModalEvent,
  OpenRequest,
  PageEvent,
  Reply,
  SendRequest,
  ShortcutRequest,
  Snapshot,
  StopRequest,
  SubmitReply,
  SubmitRequest,
  SuggestReply,
  SuggestRequest,
} from '../slack/page-contract.ts'
import {
  pageEventSchema,
  replySchema,
  snapshotSchema,
  submitReplySchema,
  suggestReplySchema,
} from './contract-schemas.ts'

export type EmulatorClient = {
  readonly send: (request: SendRequest) => Promise<Reply>
  readonly open: (request: OpenRequest) => Promise<Reply>
  readonly stop: (request: StopRequest) => Promise<Reply>
  readonly act: (request: ActRequest) => Promise<Reply>
  readonly suggest: (request: SuggestRequest) => Promise<SuggestReply>
  readonly shortcut: (request: ShortcutRequest) => Promise<Reply>
  readonly submit: (request: SubmitRequest) => Promise<SubmitReply>
  readonly close: (request: CloseRequest) => Promise<Reply>
  readonly setFault: (fault: Fault) => Promise<Reply>
  /** Whom one is when one has not said so. */
  readonly findFirstPerson: () => Promise<string | undefined>
  /** Everything as `as` sees it, again after each lost connection, and what happens from then on. The answer ends it. */
  readonly follow: (as: string, follower: Follower) => () => void
}

type Follower = {
  readonly onSnapshot: (snapshot: Snapshot) => void
  readonly onEvent: (event: PageEvent | ModalEvent) => void
  readonly onLost: () => void
  /** There is no such person here. */
  readonly onUnknown: () => void
}

const noAnswer = 'The playground does not answer. Is it still running in the terminal?'

/** Addresses are relative, so that the page works wherever the emulator serves it. */
export const emulatorClient: EmulatorClient = {
  send: (request) => post('ui/send', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  open: (request) => post('ui/open', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  stop: (request) => post('ui/stop', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  act: (request) => post('ui/act', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  suggest: (request) => post('ui/suggest', request, suggestReplySchema).catch(() => ({ options: [], error: noAnswer })),
  shortcut: (request) => post('ui/shortcut', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  submit: (request) => post('ui/submit', request, submitReplySchema).catch(() => ({ ok: false, error: noAnswer })),
  close: (request) => post('ui/close', request, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  setFault: (fault) => post('ui/fault', fault, replySchema).catch(() => ({ ok: false, error: noAnswer })),
  findFirstPerson: () =>
    loadSnapshot('ui/snapshot').then(
      ({ me }) => me,
      () => undefined,
    ),
  follow,
}

function follow(as: string, { onSnapshot, onEvent, onLost, onUnknown }: Follower): () => void {
  const query = `as=${encodeURIComponent(as)}`
  const source = new EventSource(`ui/events?${query}`)
  // What happens while the snapshot is under way is kept and applied on top of it: every event may be applied twice.
  let waiting: (PageEvent | ModalEvent)[] | undefined = []
  const load = async () => {
    waiting = []
    const snapshot = await loadSnapshot(`ui/snapshot?${query}`).catch(() => undefined)
    if (source.readyState === EventSource.CLOSED) return
    if (snapshot === undefined) return onLost()
    onSnapshot(snapshot)
    for (const event of waiting) onEvent(event)
    waiting = undefined
  }
  source.addEventListener('open', () => void load())
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const parsed = pageEventSchema.safeParse(JSON.parse(data))
    if (!parsed.success) return
    if (waiting === undefined) onEvent(parsed.data)
    else waiting.push(parsed.data)
  })
  // The browser tries again by itself, except where the answer was a refusal.
  source.addEventListener('error', () => (source.readyState === EventSource.CLOSED ? onUnknown() : onLost()))
  return () => source.close()
}

async function loadSnapshot(address: string): Promise<Snapshot> {
  const response = await fetch(address)
  return snapshotSchema.parse(await response.json())
}

async function post<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return schema.parse(await response.json())
}
