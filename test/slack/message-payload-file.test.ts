import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { createFiles } from '../../src/slack/message-payload-file.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { createClock } from '../fixtures/clock.ts'
import { channels, createInbox, people, silent, startStage, tokens } from './stage.ts'

const { botToken } = tokens
const file = { id: 'F1', name: 'orders.json' }

function filesAt(apiUrl: string, send: typeof fetch = fetch) {
  const client = createWebClient(botToken, { apiUrl, logger: createBoltLogger(silent), send })
  return createFiles({ client, botToken, apiUrl, send, system: createClock().skipping, log: silent })
}

describe('from the emulator', () => {
  async function attach(channel: string, options: Parameters<typeof startStage>[1] = {}) {
    const { slack } = await startStage(createInbox(), options)
    const as = people.ada.id
    await slack.act.send({ as, channel, text: '', files: [{ name: 'orders.json', text: '{"name": "Zoë"}' }] })
    const [id = ''] = slack.messagesSeenBy(as, channel).at(-1)?.files ?? []
    return { files: filesAt(slack.apiUrl), file: { id, name: 'orders.json' } }
  }

  it('a file is read as text', async () => {
    const attached = await attach(channels.ops)
    expect(await attached.files.readText(attached.file)).toBe('{"name": "Zoë"}')
  })

  it('one of a channel without the bot is refused, with what to do', async () => {
    const attached = await attach(channels.webTeam)
    await expect(attached.files.readText(attached.file)).rejects.toMatchObject({
      code: 'Slack:file_not_found',
      hint: expect.stringContaining('/invite @windlass'),
    })
  })
})

/** A Slack whose files are where, and what, the test says. */
async function aSlack(answer: (response: ServerResponse) => void, about: object = {}) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/') !== true) {
      asked.push(request)
      return answer(response)
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, file: { id: 'F1', size: 2, url_private: `${origin}/f`, ...about } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { files: filesAt(`${origin}/api/`), asked, origin }
}

const answering =
  (body: string | Buffer, type = 'application/json') =>
  (response: ServerResponse) => {
    response.setHeader('content-type', type)
    response.end(body)
  }

describe('a file is not read', () => {
  it('where Slack leads elsewhere, and the token does not go there', async () => {
    const other = await aSlack(answering('{}'))
    const { files, asked } = await aSlack((response) => {
      response.writeHead(302, { location: `${other.origin}/f` })
      response.end()
    })
    await expect(files.readText(file)).rejects.toMatchObject({ code: 'FileNotRead' })
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${botToken}`])
    expect(other.asked).toEqual([])
  })

  it.each(['http://127.0.0.1:1/f', 'https://files.slack.com.evil.example/f', 'https://evil.example/slack.com', 'x:y'])(
    'from %s, which is not Slack',
    async (address) => {
      const sent: string[] = []
      const files = filesAt('https://slack.com/api/', answeringWith(address, sent))
      await expect(files.readText(file)).rejects.toMatchObject({ code: 'FileNotRead' })
      expect(sent.filter((each) => !each.startsWith('https://slack.com/api/'))).toEqual([])
    },
  )

  it.each([
    { what: 'where Slack asks for signing in', answer: answering('<html>', 'text/html'), code: 'FileNotRead' },
    { what: 'that is said to be too large', about: { size: 7_000_000 }, code: 'FileTooLarge' },
    { what: 'that turns out to be too large', answer: answering(Buffer.alloc(6_300_000, 'x')), code: 'FileTooLarge' },
    { what: 'that is no text', answer: answering(Buffer.from([0x7b, 0xff, 0x7d])), code: 'FileNoText' },
    { what: 'without an address', about: { url_private: undefined }, code: 'FileNotRead' },
  ])('$what', async ({ answer = answering('{}'), about, code }) => {
    const { files } = await aSlack(answer, about)
    await expect(files.readText(file)).rejects.toMatchObject({ code })
  })
})

it('a file of exactly the longest length is read, and one whose host fails is tried again', async () => {
  let failures = 1
  const { files, asked } = await aSlack((response) => {
    if (failures-- > 0) response.writeHead(503).end()
    else answering(Buffer.alloc(6 * 1024 * 1024, ' '))(response)
  })
  expect(await files.readText(file)).toHaveLength(6 * 1024 * 1024)
  expect(asked).toHaveLength(2)
})

it("Slack's own hosts are asked, with the token", async () => {
  const sent: string[] = []
  const files = filesAt('https://slack.com/api/', answeringWith('https://files.slack.com/files-pri/T1-F1/a.json', sent))
  expect(await files.readText(file)).toBe('{"ok":1}')
  expect(sent).toContain('https://files.slack.com/files-pri/T1-F1/a.json')
})

/** A network in which files.info names this address, and any other answers with JSON. */
function answeringWith(address: string, sent: string[]): typeof fetch {
  return async (input) => {
    const { url } = new Request(input)
    sent.push(url)
    const isApi = url.startsWith('https://slack.com/api/')
    return Response.json(isApi ? { ok: true, file: { id: 'F1', size: 2, url_private: address } } : { ok: 1 })
  }
}
