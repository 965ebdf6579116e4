import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock.ts'
import type { Downloads } from './downloads.ts'
import type { ApiFailure, Faults } from './faults.ts'
import { type Files, readUpload } from './files.ts'
import { readBody, sendJson, sendText } from './http.ts'
import { parseJson } from './json.ts'
import type { ResponseUrls } from './response-urls.ts'
import { answerOf, type WebApi } from './web-api.ts'
import type { WireLog } from './wire-log.ts'

export type ApiRoutes = {
  /** False where the path is none of the app's. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}

type Answer = { status: number; body: Record<string, unknown> | string | Buffer; location?: string }
type Route = { title: string; maxBytes: number; run(body: Buffer<ArrayBuffer>): Answer | Promise<Answer> }

type ApiRoutesOptions = {
  webApi: WebApi
  responseUrls: ResponseUrls
  files: Files
  downloads: Downloads
  faults: Faults
  log: { wire: WireLog; clock: Clock }
}

const callBytes = 4_000_000
const uploadBytes = 50_000_000

/** What the app calls: Web API methods, response_urls, upload urls. Faults and the wire log are the same for all. */
export function createApiRoutes(parts: ApiRoutesOptions): ApiRoutes {
  const { faults, log } = parts
  return {
    async serve(request, response, path) {
      const route = findRoute(parts, request, path)
      if (route === undefined) return false
      const startedAt = log.clock.now()
      const body = await readBody(request, route.maxBytes)
      const record = (outcome: string, said: unknown) =>
        log.wire.record({
          lane: 'slack',
          direction: 'from-bot',
          title: route.title,
          outcome,
          durationMs: log.clock.now() - startedAt,
          detail: { request: readable(body), response: said },
        })
      const failure = faults.isOut() ? 'outage' : faults.takeFailure()
      if (failure !== undefined) {
        fail(response, failure)
        record(failure === 'outage' ? failure : String(failure.status), undefined)
        return true
      }
      const answer = await route.run(body)
      const said = Buffer.isBuffer(answer.body) ? `${answer.body.length} bytes` : answer.body
      record(outcomeOf(answer.status, said), said)
      send(response, answer)
      return true
    },
  }
}

function findRoute(
  { webApi, responseUrls, files, downloads }: ApiRoutesOptions,
  { headers, method: verb }: IncomingMessage,
  path: string,
): Route | undefined {
  const { 'content-type': contentType = '', authorization = '' } = headers
  const method = /^\/api\/([\w.]+)$/.exec(path)?.[1]
  if (method !== undefined) {
    return {
      title: method,
      maxBytes: callBytes,
      run: (body) => ({
        status: 200,
        body: webApi.call(method, { body: body.toString(), contentType, authorization }),
      }),
    }
  }
  if (/^\/(commands|actions|app)\//.test(path)) {
    return {
      title: 'response_url',
      maxBytes: callBytes,
      run: (body) => useResponseUrl(responseUrls, path, body.toString()),
    }
  }
  const download = verb === 'GET' ? downloads.find(path, authorization) : undefined
  if (download !== undefined) return { title: 'file download', maxBytes: 0, run: () => download }
  if (!path.startsWith('/upload/')) return undefined
  return {
    title: 'file upload',
    maxBytes: uploadBytes,
    async run(body) {
      const bytes = await readUpload(body, contentType)
      const isTaken = files.receive(path, bytes)
      return { status: isTaken ? 200 : 400, body: isTaken ? `OK - ${bytes.length}` : 'no such upload' }
    },
  }
}

function useResponseUrl(responseUrls: ResponseUrls, path: string, body: string): Answer {
  const said = answerOf(() => {
    responseUrls.use(path, parseJson(body))
    return {}
  })
  const isGone = ['no_such_url', 'used_url', 'expired_url'].includes(String(said['error']))
  return { status: said['ok'] === true ? 200 : isGone ? 404 : 400, body: said }
}

function send(response: ServerResponse, { status, body, location }: Answer): void {
  if (location !== undefined) response.setHeader('location', location)
  if (typeof body === 'string') return sendText(response, status, body)
  if (!Buffer.isBuffer(body)) return sendJson(response, status, body)
  response.writeHead(status, { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
  response.end(body)
}

function fail(response: ServerResponse, failure: ApiFailure | 'outage'): void {
  if (failure === 'outage') {
    response.socket?.destroy()
    return
  }
  if (failure.status === 503) return sendText(response, 503, 'upstream connect error')
  response.setHeader('retry-after', String(failure.retryAfterSeconds))
  sendJson(response, 429, { ok: false, error: 'ratelimited' })
}

function outcomeOf(status: number, said: Record<string, unknown> | string): string {
  if (typeof said === 'string') return status === 200 ? 'ok' : String(status)
  return said['ok'] === true ? 'ok' : String(said['error'])
}

const readableBytes = 100_000

/** A form as an object, JSON in its fields unfolded: for the wire inspector. */
function readable(body: Buffer): unknown {
  if (body.length > readableBytes) return `${body.length} bytes`
  const text = body.toString()
  const json = parseJson(text)
  if (json !== undefined) return json
  const fields = [...new URLSearchParams(text)]
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^[[{]/.test(value) ? (parseJson(value) ?? value) : value]),
  )
}
