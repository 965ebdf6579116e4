import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SlackEmulator } from '../../../src/playground/slack/emulator.ts'
import { channels, directs, people, say, startBolt, startStage, tokens } from './fixture.ts'

const { ada, lin, rob } = people

function postPage({ url }: SlackEmulator, path: string, body: unknown) {
  return fetch(`${url}/ui/${path}`, { method: 'POST', headers: { origin: url }, body: JSON.stringify(body) })
}

/** Node's fetch refuses to set Host. */
function statusOf({ port }: SlackEmulator, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('the page shows what its person may see', async () => {
  const { slack, client } = await startStage()
  await client.chat.postEphemeral({ channel: channels.ops, user: ada.id, text: 'for Ada' })
  const page = async (as: string) => (await fetch(`${slack.url}/ui/snapshot?as=${as}`)).json()

  const forAda = await page(ada.id)
  expect(forAda).toMatchObject({
    team: { name: 'Harbour' },
    me: ada.id,
    isBotConnected: false,
    commands: [{ command: '/ec2' }],
  })
  expect(forAda.channels.map(({ id }: { id: string }) => id)).toEqual([...Object.values(channels), directs.ada])
  const times = forAda.messages.map(({ ts }: { ts: string }) => Number(ts))
  expect(times).toEqual(times.toSorted((a: number, b: number) => a - b))
  const texts = (snapshot: { messages: { text: string }[] }) => snapshot.messages.map(({ text }) => text)
  expect(texts(forAda)).toContain('for Ada')
  expect(texts(await page(lin.id))).not.toContain('for Ada')
  expect((await page(rob.id)).channels).toMatchObject([
    { id: channels.initechShared, isExternal: true },
    { kind: 'direct', with: 'U0WINDLASS' },
  ])
  expect((await fetch(`${slack.url}/ui/snapshot?as=U0NOBODY`)).status).toBe(400)
})

test('the page hears of messages as they come, ephemeral ones of others excepted', async () => {
  const { slack, client } = await startStage()
  const events = await fetch(`${slack.url}/ui/events?as=${lin.id}`)
  await client.chat.postEphemeral({ channel: channels.ops, user: ada.id, text: 'secret' })
  expect(await (await postPage(slack, 'send', { as: lin.id, channel: channels.ops, text: 'hello' })).json()).toEqual({
    ok: true,
  })

  let heard = ''
  for await (const chunk of events.body ?? []) {
    heard += Buffer.from(chunk).toString()
    if (heard.includes('"hello"')) break
  }
  const messages = heard.split('\n').filter((line) => line.includes('"type":"message"'))
  expect(messages.map((line) => JSON.parse(line.slice('data: '.length)).message)).toMatchObject([
    { user: lin.id, text: 'hello', blocks: [], isEphemeral: false, replyCount: 0 },
  ])
})

test('a reply in a thread counts at its parent', async () => {
  const stage = await startStage()
  const parent = stage.slack.messagesSeenBy(ada.id, channels.ops)[0]?.ts ?? ''
  await stage.slack.act.send({ as: ada.id, channel: channels.ops, threadTs: parent, text: 'yes' })
  expect(stage.slack.act.snapshot(ada.id).messages.find(({ ts }) => ts === parent)?.replyCount).toBe(1)
})

test('nobody speaks where they are not, or as nobody', async () => {
  const { slack } = await startStage()
  const send = (as: string, channel: string, text: string) => slack.act.send({ as, channel, text })
  expect(await send(rob.id, channels.ops, 'hi')).toMatchObject({ ok: false })
  expect(await send(rob.id, channels.ops, '/ec2 list')).toMatchObject({ ok: false })
  expect(await send('U0NOBODY', channels.ops, 'hi')).toMatchObject({ ok: false })
  expect(await send(ada.id, channels.ops, '  ')).toMatchObject({ ok: false })
})

test('a page from elsewhere gets nothing', async () => {
  const { slack } = await startStage()
  const host = `127.0.0.1:${slack.port}`
  const foreign = 'http://evil.example'
  expect(await statusOf(slack, '/', { host: 'evil.example' })).toBe(403)
  expect(await statusOf(slack, '/ui/snapshot?as=U0ADA', { host: `evil.example:${slack.port}` })).toBe(403)
  expect(await statusOf(slack, '/ui/snapshot?as=U0ADA', { host, origin: foreign })).toBe(403)
  expect(await statusOf(slack, '/ui/snapshot?as=U0ADA', { host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await statusOf(slack, '/api/auth.test', { host, origin: foreign })).toBe(403)
  expect(await statusOf(slack, '/ui/snapshot?as=U0ADA', { host })).toBe(200)
  expect(await statusOf(slack, '/ui/snapshot?as=U0ADA', { host, origin: `http://${host}` })).toBe(200)
  for (const headers of [{ origin: foreign }, {}]) {
    const body = JSON.stringify({ kind: 'drop-socket' })
    expect((await fetch(`${slack.url}/ui/fault`, { method: 'POST', headers, body })).status).toBe(403)
  }
  expect((await postPage(slack, 'fault', { kind: 'unheard-of' })).status).toBe(400)
})

test('files of the page are served, and nothing beside its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'page'))
  await writeFile(join(folder, 'page', 'index.html'), '<p>Harbour')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  const { slack } = await startStage({ pageFolder: join(folder, 'page') })

  const index = await fetch(`${slack.url}/`)
  expect([await index.text(), index.headers.get('content-type')]).toEqual(['<p>Harbour', 'text/html; charset=utf-8'])
  const host = `127.0.0.1:${slack.port}`
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%ff', '/none.js']) {
    expect(await statusOf(slack, path, { host })).toBe(404)
  }
})

test('no token is seen on the wire', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => app.command('/ec2', async ({ ack }) => ack(`tell ${tokens.botToken}`)))
  await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  await stage.client.auth.test({ token: tokens.botToken })
  stage.slack.publishWire({
    lane: 'aws',
    direction: 'from-bot',
    title: 'ec2:DescribeInstances',
    outcome: 'ok',
    detail: '',
  })

  const wire = stage.slack.act.snapshot(lin.id).wire
  expect(wire.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      'auth.test',
      'apps.connections.open',
      'slash_commands · /ec2',
      'ack · slash_commands · /ec2',
      'ec2:DescribeInstances',
    ]),
  )
  for (const secret of Object.values(tokens)) expect(JSON.stringify(wire)).not.toContain(secret)
})
