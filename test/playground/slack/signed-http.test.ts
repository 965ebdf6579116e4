import { expect, test } from 'vitest'
import {
  answersTo,
  channels,
  directs,
  elementOf,
  people,
  say,
  startHttpBolt,
  startStage,
  untilAnswered,
} from './fixture.ts'

const { ada } = people

test('a command, an event and a click arrive signed at a verified request URL', async () => {
  const stage = await startStage()
  const url = await startHttpBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, command, respond }) => {
      await ack(`You said ${command.text}`)
      await respond({ text: 'and more' })
    })
    app.message(async ({ say: answer }) => {
      await answer({
        text: 'Go?',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
          },
        ],
      })
    })
    app.action('go', async ({ ack, respond }) => {
      await ack()
      await respond({ replace_original: true, text: 'Gone' })
    })
  })
  expect(stage.slack.isBotConnected()).toBe(false)
  expect(await stage.slack.useRequestUrl(url)).toBe(true)
  expect(stage.slack.isBotConnected()).toBe(true)

  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list é & ü')).toEqual({ ok: true })
  await stage.slack.until(() => answersTo(stage, ada.id, channels.ops)[1])
  expect(answersTo(stage, ada.id, channels.ops).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['You said list é &amp; ü', 'and more']),
  )

  await say(stage, { as: ada.id, in: directs.ada }, 'hello')
  const question = await untilAnswered(stage, ada.id, directs.ada)
  expect(await stage.slack.act.act({ as: ada.id, ...elementOf(question) })).toEqual({ ok: true })
  await stage.slack.until(() => answersTo(stage, ada.id, directs.ada).find(({ text }) => text === 'Gone'))
})

test('a request URL given at the start is verified with the first delivery', async () => {
  const first = await startStage()
  const url = await startHttpBolt(first, (app) => app.command('/ec2', async ({ ack }) => ack('here')))
  const stage = await startStage({ events: { requestUrl: url } })
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toEqual({ ok: true })
})

test('an app with another signing secret fails the verification and gets nothing', async () => {
  const stage = await startStage()
  const url = await startHttpBolt(stage, (app) => app.command('/ec2', async ({ ack }) => ack()), 'another')
  expect(await stage.slack.useRequestUrl(url)).toBe(false)
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toEqual({
    ok: false,
    error: '/ec2 failed with the error "dispatch_failed"',
  })
})

test('a command that is not acknowledged in time, and one that nobody listens to', async () => {
  const stage = await startStage()
  const { promise: heard, resolve } = Promise.withResolvers<void>()
  const url = await startHttpBolt(stage, (app) => app.command('/ec2', async () => resolve()))
  await stage.slack.useRequestUrl(url)

  const sent = say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  await heard
  await stage.clock.elapse(3_000)
  expect(await sent).toEqual({ ok: false, error: '/ec2 failed with the error "operation_timeout"' })
})

test('an event that fails is sent again with its number and reason', async () => {
  const stage = await startStage()
  const retries: unknown[] = []
  const url = await startHttpBolt(stage, (app) => {
    app.use(async ({ context, next }) => {
      retries.push([context.retryNum, context.retryReason])
      await next()
    })
  })
  await say(stage, { as: ada.id, in: directs.ada }, 'nobody there')
  await stage.slack.until(() => stage.slack.wire().find(({ outcome }) => outcome === 'retry 1'))
  await stage.slack.useRequestUrl(url)
  await stage.clock.elapse(60_000)
  await stage.slack.until(() => stage.slack.wire().find(({ title }) => title.startsWith('ack')))
  expect(retries).toEqual([[2, 'timeout']])
})
