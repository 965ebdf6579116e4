import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { WireRequest } from './signature.ts'
import type { Reply } from './wire/protocol.ts'

/** What a client sees of its request. */
export type Sight =
  | { readonly kind: 'reply' | 'cut'; readonly reply: Reply; readonly requestId: string }
  | { readonly kind: 'hang' | 'refuse' }

type Handle = (request: WireRequest) => Promise<Sight>

/** Far above what EC2 takes in a request (16 MB of user data and policies fit). */
const largestBodyBytes = 32 * 1024 * 1024

export async function listen(handle: Handle, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void serve(handle, incoming, outgoing)
  })
  // Longer than a client leaves a connection idle, so that none is closed under a request that is on its way.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) }
}

async function serve(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(incoming)
    await show(await handle(wireRequest(incoming, body)), incoming, outgoing)
  } catch {
    // The client went away, or sent what is no request: there is nobody to tell.
    incoming.socket.destroy()
  }
}

async function show(sight: Sight, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (!('reply' in sight)) {
    if (sight.kind === 'refuse') incoming.socket.resetAndDestroy()
    return
  }
  const { stream } = sight.reply
  if (stream !== undefined) return await showStream({ ...sight, stream }, incoming, outgoing)
  const body = Buffer.from(sight.reply.body)
  outgoing.writeHead(sight.reply.status, {
    'content-type': sight.reply.contentType,
    'content-length': body.length,
    'x-amzn-requestid': sight.requestId,
    ...sight.reply.headers,
  })
  if (sight.kind === 'reply') outgoing.end(body)
  else outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy())
}

type Answer = Extract<Sight, { reply: Reply }>

async function showStream(
  { kind, reply, requestId, stream }: Answer & { stream: AsyncIterable<Uint8Array> },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const own = { 'content-type': reply.contentType, 'x-amzn-requestid': requestId }
  outgoing.writeHead(reply.status, { ...own, ...reply.headers })
  for await (const piece of stream) {
    // What was said before something breaks off is to be heard.
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
    await written(outgoing, kind === 'cut' ? piece.subarray(0, piece.length / 2) : piece)
    if (kind === 'cut') incoming.socket.destroy()
    if (outgoing.destroyed) return
  }
  outgoing.end()
}

const written = (outgoing: ServerResponse, piece: Uint8Array): Promise<void> =>
  new Promise((resolve) => outgoing.write(piece, () => resolve()))

function wireRequest({ method = '', url = '/', headers }: IncomingMessage, body: Buffer): WireRequest {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  const single = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value])
  return { method, path: pathname, query: searchParams, headers: Object.fromEntries(single), body }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > largestBodyBytes) throw new Error('the request is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    // Hung requests would keep it open for ever.
    server.closeAllConnections()
  })
}
