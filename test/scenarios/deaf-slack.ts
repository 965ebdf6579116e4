import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** Slack of which the bot never hears the answer to calls of that method: it was done, and nobody knows. */
export async function startDeafSlack(apiUrl: string, method: string) {
  const { promise: taken, resolve } = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    void pass(request).then(async (answer) => {
      if (request.url?.endsWith(method) === true) return resolve()
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    })
  })
  async function pass(request: IncomingMessage): Promise<Response> {
    const { url = '', headers } = request
    return fetch(new URL(url.replace(/^\/api\//, ''), apiUrl), {
      method: 'POST',
      headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
      body: await text(request),
    })
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { apiUrl: `http://127.0.0.1:${port}/api/`, taken }
}
