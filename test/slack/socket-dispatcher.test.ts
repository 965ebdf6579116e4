import { once } from 'node:events'
import { createServer } from 'node:net'
import { SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { createSocketDispatcher } from '../../src/slack/socket-dispatcher.ts'
import { startSpeakingSlack } from './speaking-slack.ts'
import { silent } from './stage.ts'

// Compressed, they are read one for each turn of the loop, and a burst of them is acknowledged too late.
test('what Slack sends is not compressed, although it could be', async () => {
  const slack = await startSpeakingSlack((say) => say('{"type":"hello"}'))
  slack.sockets.options.perMessageDeflate = { threshold: 0 }
  const client = createClient(slack)
  await client.start()
  expect([...slack.sockets.clients].map(({ extensions }) => extensions)).toEqual([''])
})

test('a connection whose other side never closes it is destroyed once it is given up', async () => {
  const slack = await startSpeakingSlack((say) => say('{"type":"hello"}'))
  const destroyed = Promise.withResolvers<void>()
  slack.server.prependListener('upgrade', (_, socket) => {
    slack.sockets.once('connection', () => {
      // Read, so that its end is seen, and never answered.
      socket.removeAllListeners('data').resume()
      socket.once('close', () => destroyed.resolve())
    })
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const client = createClient(slack)
  await client.start()
  const disconnected = client.disconnect()
  await new Promise(setImmediate)
  vi.advanceTimersByTime(30_000)
  await disconnected
  await destroyed.promise
})

test('where nobody listens, a connection is refused', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  server.close()
  await once(server, 'close')
  const { dispatcher } = createSocketDispatcher(undefined)
  const asked = dispatcher.request({ origin: `http://127.0.0.1:${port}`, path: '/', method: 'GET' })
  await expect(asked).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

function createClient({ apiUrl }: { apiUrl: string }): SocketModeClient {
  const { dispatcher, destroyLeft } = createSocketDispatcher(undefined)
  const client = new SocketModeClient({
    appToken: 'xapp-1',
    logger: createBoltLogger(silent),
    dispatcher,
    autoReconnectEnabled: false,
    clientOptions: { slackApiUrl: apiUrl, fetch },
  })
  destroyLeft(client)
  return client
}
