import { expect, test } from 'vitest'
import { answersTo, channels, directs, people, postMessage, say, startBolt, startStage } from './fixture.ts'

const { ada } = people

test('a rate limit fails so many calls with a Retry-After, and response_urls too', async () => {
  const stage = await startStage()
  const { slack } = stage
  slack.act.fault({ kind: 'rate-limit', count: 2, retryAfterSeconds: 7 })
  const call = () => fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })
  const first = await call()
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await fetch(`${slack.url}/commands/T/x`, { method: 'POST' })).status).toBe(429)
  expect((await call()).status).toBe(200)
  expect(slack.act.snapshot(ada.id).faults.failing).toBe(0)
})

test('the SDK waits out a rate limit and repeats a server error', async () => {
  const stage = await startStage()
  const app = await startBolt(stage, () => {})
  stage.slack.act.fault({ kind: 'rate-limit', count: 1, retryAfterSeconds: 0 })
  stage.slack.act.fault({ kind: 'server-error', count: 1 })
  await postMessage(app.client, { token: 'xoxb-playground', channel: channels.ops, text: 'after all' })
  expect(answersTo(stage, ada.id, channels.ops)).toHaveLength(1)
  const outcomes = stage.slack.wire().filter(({ title }) => title === 'chat.postMessage')
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['429', '503', 'ok'])
})

test('every delivery comes twice while duplicating, with the same ids inside', async () => {
  const stage = await startStage()
  const triggers: string[] = []
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, body }) => {
      triggers.push(body.trigger_id)
      await ack(`answer ${triggers.length}`)
    })
  })
  stage.slack.act.fault({ kind: 'duplicate', on: true })
  await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  await stage.slack.until(() => answersTo(stage, ada.id, channels.ops)[1])
  expect(triggers).toHaveLength(2)
  expect(new Set(triggers).size).toBe(1)
})

test('late deliveries wait, and those out of order come in reverse', async () => {
  const stage = await startStage()
  const heard: string[] = []
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, command }) => {
      heard.push(command.text)
      await ack()
    })
  })
  stage.slack.act.fault({ kind: 'late', on: true, delayMs: 500 })
  const late = say(stage, { as: ada.id, in: channels.ops }, '/ec2 late')
  await stage.clock.elapse(499)
  expect(heard).toEqual([])
  await stage.clock.elapse(1)
  expect(await late).toEqual({ ok: true })

  stage.slack.act.fault({ kind: 'late', on: false })
  stage.slack.act.fault({ kind: 'out-of-order', on: true, delayMs: 100 })
  const sent = ['1', '2', '3'].map((text) => say(stage, { as: ada.id, in: channels.ops }, `/ec2 ${text}`))
  await stage.clock.elapse(100)
  await Promise.all(sent)
  expect(heard).toEqual(['late', '3', '2', '1'])
})

test('during an outage nothing answers, and an event comes after it', async () => {
  const stage = await startStage()
  const heard = Promise.withResolvers<string>()
  await startBolt(stage, (app) => {
    app.message(async ({ message }) => heard.resolve(message.channel))
  })
  stage.slack.act.fault({ kind: 'outage', seconds: 25 })
  expect(stage.slack.act.snapshot(ada.id).faults.isOut).toBe(true)
  await expect(fetch(`${stage.slack.apiUrl}auth.test`, { method: 'POST' })).rejects.toThrow()
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toMatchObject({ ok: false })
  await say(stage, { as: ada.id, in: directs.ada }, 'are you there')

  // The SDK hears no pong, gives the socket up and comes back when Slack does.
  await stage.slack.until(() => !stage.slack.isBotConnected() || undefined)
  await stage.clock.elapse(25_000)
  await stage.slack.until(() => stage.slack.isBotConnected() || undefined)
  await stage.clock.elapse(35_000)
  expect(await heard.promise).toBe(directs.ada)
})

test('a switch is turned once, however many pages turn it, and the pages hear of it', async () => {
  const turns: boolean[] = []
  const flood = { id: 'flood', label: 'Flood', about: 'Everything is wet', set: (isOn: boolean) => turns.push(isOn) }
  const { slack } = await startStage({ switches: [flood] })
  const state = () => slack.act.snapshot(ada.id).faults.switches
  expect(state()).toEqual([{ id: 'flood', label: 'Flood', about: 'Everything is wet', isOn: false }])

  const heard = slack.until(() => state().find(({ isOn }) => isOn))
  expect(slack.act.fault({ kind: 'switch', id: 'flood', on: true })).toEqual({ ok: true })
  expect(slack.act.fault({ kind: 'switch', id: 'flood', on: true })).toEqual({ ok: true })
  expect((await heard).id).toBe('flood')
  slack.act.fault({ kind: 'switch', id: 'flood', on: false })
  expect(turns).toEqual([true, false])
  expect(slack.act.fault({ kind: 'switch', id: 'fire', on: true })).toMatchObject({ ok: false })
})
