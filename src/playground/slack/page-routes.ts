import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Actions } from './actions.ts'
import type { Feed } from './feed.ts'
import type { Files } from './files.ts'
import { readBody, sendJson, sendText } from './http.ts'
import { parseJson } from './json.ts'
import type { PageView } from './page-view.ts'
import type { Workspace } from './workspace.ts'

export type PageRoutes = { serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> }

type PageRoutesOptions = { actions: Actions; view: PageView; feed: Feed; files: Files; workspace: Workspace }

// A file that is attached may be as large as one that a function is called with.
const maxBodyBytes = 10_000_000
const element = { as: z.string(), channel: z.string(), ts: z.string(), blockId: z.string(), actionId: z.string() }
const count = z.int().min(1).max(1_000)
const delay = { on: z.boolean(), delayMs: z.int().min(0).exactOptional() }

const bodies = {
  send: z.object({
    as: z.string(),
    channel: z.string(),
    threadTs: z.string().exactOptional(),
    text: z.string(),
    files: z.array(z.object({ name: z.string(), text: z.string() })).exactOptional(),
  }),
  shortcut: z.object({ as: z.string(), channel: z.string(), ts: z.string(), callbackId: z.string() }),
  open: z.object({ as: z.string(), channel: z.string() }),
  stop: z.object({ as: z.string(), channel: z.string(), ts: z.string() }),
  act: z.object({ ...element, optionValue: z.string().exactOptional() }),
  suggest: z.object({ ...element, typed: z.string() }),
  submit: z.object({
    as: z.string(),
    viewId: z.string(),
    values: z.record(z.string(), z.record(z.string(), z.string())),
  }),
  close: z.object({ as: z.string(), viewId: z.string() }),
  fault: z.discriminatedUnion('kind', [
    z.object({
      kind: z.enum(['rate-limit', 'server-error']),
      count,
      retryAfterSeconds: z.int().min(0).exactOptional(),
    }),
    z.object({ kind: z.enum(['drop-socket', 'refresh-socket']) }),
    z.object({ kind: z.enum(['duplicate', 'late', 'out-of-order']), ...delay }),
    z.object({ kind: z.literal('outage'), seconds: z.number().positive() }),
    z.object({ kind: z.literal('switch'), id: z.string(), on: z.boolean() }),
  ]),
}

function firstPerson({ listUsers }: Pick<Workspace, 'listUsers'>): string {
  return listUsers().find(({ isBot }) => isBot !== true)?.id ?? ''
}

/** The page's side of page-contract.ts. */
export function createPageRoutes(parts: PageRoutesOptions): PageRoutes {
  return {
    async serve(request, response, url) {
      const path = url.pathname
      if (request.method === 'POST') {
        const body = parseJson((await readBody(request, maxBodyBytes)).toString())
        return answerPost(parts.actions, response, { path, body })
      }
      // Nobody in particular: the page's first look, before anybody was chosen.
      const as = url.searchParams.get('as') ?? firstPerson(parts.workspace)
      if (parts.workspace.findUser(as) === undefined) return sendText(response, 400, 'as=U… must name a person')
      if (path === '/ui/snapshot') return sendJson(response, 200, parts.actions.snapshot(as))
      if (path === '/ui/events') return streamEvents(parts, response, as)
      const fileId = /^\/ui\/files\/(F\w+)$/.exec(path)?.[1]
      if (fileId === undefined) return sendText(response, 404, 'Not found')
      return sendFile(parts, response, { id: fileId, as })
    },
  }
}

async function answerPost(
  actions: Actions,
  response: ServerResponse,
  { path, body }: { path: string; body: unknown },
): Promise<void> {
  switch (path) {
    case '/ui/send':
      return sendJson(response, 200, await actions.send(bodies.send.parse(body)))
    case '/ui/open':
      return sendJson(response, 200, actions.open(bodies.open.parse(body)))
    case '/ui/stop':
      return sendJson(response, 200, actions.stop(bodies.stop.parse(body)))
    case '/ui/act':
      return sendJson(response, 200, await actions.act(bodies.act.parse(body)))
    case '/ui/suggest':
      return sendJson(response, 200, await actions.suggest(bodies.suggest.parse(body)))
    case '/ui/shortcut':
      return sendJson(response, 200, await actions.shortcut(bodies.shortcut.parse(body)))
    case '/ui/submit':
      return sendJson(response, 200, await actions.submit(bodies.submit.parse(body)))
    case '/ui/close':
      return sendJson(response, 200, await actions.close(bodies.close.parse(body)))
    case '/ui/fault':
      return sendJson(response, 200, actions.fault(bodies.fault.parse(body)))
    default:
      return sendText(response, 404, 'Not found')
  }
}

function streamEvents({ feed, view }: PageRoutesOptions, response: ServerResponse, as: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const unsubscribe = feed.subscribe((happening) => {
    for (const event of view.eventsFor(as, happening)) response.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  response.on('close', unsubscribe)
}

function sendFile(
  { files, workspace }: PageRoutesOptions,
  response: ServerResponse,
  { id, as }: { id: string; as: string },
): void {
  const file = files.find(id)
  const isSeen = [...(file?.channels ?? [])].some((channel) => workspace.findConversation(channel)?.members.has(as))
  if (file?.bytes === undefined || !isSeen) return sendText(response, 404, 'Not found')
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  })
  response.end(file.bytes)
}
