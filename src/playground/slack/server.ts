import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ApiRoutes } from './api-routes.ts'
import { BodyTooLarge, sendText } from './http.ts'
import { isAllowed } from './origin-guard.ts'
import type { PageRoutes } from './page-routes.ts'
import type { Sockets } from './sockets.ts'
import { sendStaticFile } from './static-files.ts'

type ServerParts = {
  apiRoutes: ApiRoutes
  pageRoutes: PageRoutes
  sockets: Sockets
  pageFolder: string | undefined
  port: number
}

/** On the loopback interface only. */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The emulator has no port')
  return { server, port: address.port }
}

/** Hands each request to whom it belongs. */
export function serveWith(server: Server, parts: ServerParts): void {
  server.on('request', (request, response) => {
    serve(request, response, parts).catch((error: unknown) => refuse(response, error))
  })
  server.on('upgrade', (request, socket, head) => {
    const path = pathOf(request)
    if (path === '/link/' && isAllowed(request, { port: parts.port, path }))
      parts.sockets.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { apiRoutes, pageRoutes, pageFolder, port }: ServerParts,
): Promise<void> {
  const path = pathOf(request)
  if (!isAllowed(request, { port, path })) return sendText(response, 403, 'Forbidden')
  if (await apiRoutes.serve(request, response, path)) return
  if (path.startsWith('/ui/')) {
    return pageRoutes.serve(request, response, new URL(request.url ?? '/', 'http://localhost'))
  }
  if (pageFolder === undefined || request.method !== 'GET') return sendText(response, 404, 'Not found')
  return sendStaticFile(response, pageFolder, path)
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof z.ZodError) return sendText(response, 400, z.prettifyError(error))
  if (error instanceof BodyTooLarge) return sendText(response, 413, 'Too large')
  if (response.headersSent) {
    response.destroy()
    return
  }
  sendText(response, 500, error instanceof Error ? (error.stack ?? error.message) : String(error))
}
