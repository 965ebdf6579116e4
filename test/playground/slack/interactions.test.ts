import { expect, test } from 'vitest'
import { channels, elementOf, people, postMessage, startBolt, startStage, untilAnswered } from './fixture.ts'

const { lin } = people

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const options = [
  { text: plain('web-1'), value: 'i-1' },
  { text: plain('web-2'), value: 'i-2' },
]

test.for(['static_select', 'overflow'] as const)('of the %s only an offered option can be chosen', async (type) => {
  const stage = await startStage()
  const bodies: unknown[] = []
  await startBolt(stage, (app) => {
    app.action('pick', async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    })
  })
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'Which?',
    blocks: [{ type: 'section', text: plain('Which?'), accessory: { type, action_id: 'pick', options } }],
  })
  const element = { as: lin.id, ...elementOf(await untilAnswered(stage, lin.id, channels.ops)) }

  expect(await stage.slack.act.act({ ...element, optionValue: 'i-3' })).toMatchObject({ ok: false })
  expect(await stage.slack.act.act(element)).toMatchObject({ ok: false })
  expect(await stage.slack.act.act({ ...element, blockId: 'other', optionValue: 'i-2' })).toMatchObject({ ok: false })
  expect(await stage.slack.act.act({ ...element, optionValue: 'i-2' })).toEqual({ ok: true })
  expect(bodies).toMatchObject([{ actions: [{ type, action_id: 'pick', selected_option: options[1] }] }])
})

test('a click that nobody acknowledges shows that it failed, and is not sent again', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => app.action('go', async () => {}))
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'Go?',
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }],
  })
  const element = elementOf(await untilAnswered(stage, lin.id, channels.ops))

  const clicked = stage.slack.act.act({ as: lin.id, ...element })
  await stage.slack.until(() => stage.slack.wire().find(({ title }) => title === 'interactive · block_actions'))
  await stage.clock.elapse(3_000)
  expect(await clicked).toEqual({ ok: false, error: expect.stringContaining('operation_timeout') })
  await stage.clock.elapse(600_000)
  const sent = stage.slack.wire().filter(({ outcome }) => outcome === 'sent')
  expect(sent).toHaveLength(1)
})
