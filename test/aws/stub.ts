import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call as it came over the wire. */
export type Call = {
  /** `ListFunctions`, or for services of REST the method and the path. */
  readonly action: string
  readonly url: URL
  readonly body: string
  readonly params: URLSearchParams
  readonly service: string
  readonly region: string
  readonly accessKeyId: string
  readonly sessionToken: string | undefined
  /** Of the connection, at the client's end. */
  readonly port: number | undefined
}

export type Reply =
  | { readonly status?: number; readonly body: string; readonly headers?: Record<string, string> }
  /** Said, then the connection is cut although more was promised. */
  | { readonly cut: string }
  /** Each piece reaches the client by itself. */
  | { readonly pieces: readonly Uint8Array[]; readonly headers?: Record<string, string> }
  | 'hang'
  | 'reset'

export type Stub = {
  readonly url: string
  readonly calls: readonly Call[]
  close(): Promise<void>
}

/** An AWS of the test's own on loopback: it answers whatever the test says. */
export async function startStub(answer: (call: Call) => Reply | Promise<Reply>): Promise<Stub> {
  const calls: Call[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await callOf(request)
    calls.push(call)
    await send(await answer(call), response)
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- a listening TCP server has one
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

async function callOf(request: IncomingMessage): Promise<Call> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
  const params = new URLSearchParams(body)
  const url = new URL(request.url ?? '', 'http://aws')
  const { authorization = '', 'x-amz-security-token': token, 'x-amz-target': target } = request.headers
  const [, accessKeyId = '', region = '', service = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization) ?? []
  const sessionToken = typeof token === 'string' ? token : undefined
  const named = typeof target === 'string' ? target.split('.').at(-1) : undefined
  const action = params.get('Action') ?? named ?? `${request.method} ${url.pathname}`
  return { action, url, body, params, service, region, accessKeyId, sessionToken, port: request.socket.remotePort }
}

async function send(reply: Reply, response: ServerResponse): Promise<void> {
  if (reply === 'hang') return
  if (reply === 'reset') {
    response.destroy()
  } else if ('cut' in reply) {
    response.writeHead(200, { 'content-length': reply.cut.length + 100 })
    response.write(reply.cut, () => setImmediate(() => response.destroy()))
  } else if ('pieces' in reply) {
    response.writeHead(200, reply.headers)
    for (const piece of reply.pieces) response.write(piece)
    response.end()
  } else {
    response.writeHead(reply.status ?? 200, { 'content-type': 'text/xml;charset=UTF-8', ...reply.headers })
    response.end(reply.body)
  }
}
