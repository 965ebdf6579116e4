import { WebSocket } from 'undici'
import { expect, test } from 'vitest'
import { startStage, tokens } from './fixture.ts'

test('a ticket is good for one connection, and ten connections are the most', async () => {
  const { slack } = await startStage()
  const newUrl = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${tokens.appToken}` }
    return (await (await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers })).json()).url
  }
  const firstWord = (url: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url)
      socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data))))
      socket.addEventListener('error', () => resolve('refused'))
    })
  const url = await newUrl()
  expect(await firstWord(url)).toMatchObject({ type: 'hello', num_connections: 1 })
  expect(await firstWord(url)).toBe('refused')
  for (let count = 2; count <= 10; count += 1)
    expect(await firstWord(await newUrl())).toMatchObject({ num_connections: count })
  expect(await firstWord(await newUrl())).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
})

test('a client that ignores the warning is asked to go ten seconds later', async () => {
  const { slack, clock } = await startStage()
  const headers = { authorization: `Bearer ${tokens.appToken}` }
  const opened = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers })
  const heard: unknown[] = []
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const socket = new WebSocket((await opened.json()).url)
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(String(data))))
  socket.addEventListener('close', () => resolve())
  await slack.until(() => slack.isBotConnected() || undefined)

  slack.act.fault({ kind: 'refresh-socket' })
  await clock.elapse(9_999)
  expect(slack.isBotConnected()).toBe(true)
  await clock.elapse(1)
  await closed
  expect(heard).toMatchObject([
    { type: 'hello' },
    { type: 'disconnect', reason: 'warning' },
    { type: 'disconnect', reason: 'refresh_requested' },
  ])
})
