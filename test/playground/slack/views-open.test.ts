import { expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { channels, elementOf, people, postMessage, say, startBolt, startStage, untilAnswered } from './fixture.ts'
import { confirmation, modalOf, typedName } from './modal-fixture.ts'

const { ada, lin } = people
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const divider = (id?: string) => ({ type: 'divider', ...(id !== undefined && { block_id: id }) })
const input = (element: object = {}, block: object = {}) => ({
  type: 'input',
  label: plain(2_000),
  element: { type: 'plain_text_input', ...element },
  ...block,
})
const inputOf = (element: object) => ({ blocks: [{ type: 'input', label: plain(1), element }] })
const option = (value: string) => ({ text: plain(75), value })
const select = (options: object[], more: object = {}) => inputOf({ type: 'static_select', options, ...more })
const options = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)))
const number = { type: 'number_input', is_decimal_allowed: true }
const view = (changes: object = {}) => ({ type: 'modal', title: plain(24), submit: plain(24), blocks: [], ...changes })

/** A trigger of Lin's, as the app gets it with a command. */
async function aTrigger() {
  const stage = await startStage()
  const triggers: string[] = []
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, body }) => {
      triggers.push(body.trigger_id)
      await ack()
    })
  })
  await say(stage, { as: lin.id, in: channels.ops }, '/ec2 terminate')
  const [trigger = ''] = triggers
  const open = (trigger_id: string, given: object = confirmation()) =>
    stage.client.apiCall('views.open', { trigger_id, view: given })
  return { stage, trigger, open }
}

test('a trigger opens one view, within three seconds', async () => {
  const { stage, trigger, open } = await aTrigger()
  await stage.clock.elapse(2_999)
  expect(await open(trigger)).toMatchObject({
    view: {
      type: 'modal',
      callback_id: 'confirm',
      state: { values: {} },
      hash: expect.any(String),
      app_id: 'A0WINDLASS',
    },
  })
  expect(await errorOf(open(trigger))).toMatchObject({ error: 'exchanged_trigger_id' })
})

test('after three seconds a trigger is worth nothing', async () => {
  const { stage, trigger, open } = await aTrigger()
  await stage.clock.elapse(3_000)
  expect(await errorOf(open(trigger))).toMatchObject({ error: 'expired_trigger_id' })
  expect(modalOf(stage)).toBeUndefined()
})

test('a trigger that was never given is none', async () => {
  const { open } = await aTrigger()
  expect(await errorOf(open('1.1.abc'))).toMatchObject({ error: 'invalid_trigger_id' })
})

test('a view that is refused costs no trigger', async () => {
  const { trigger, open } = await aTrigger()
  expect(await errorOf(open(trigger, view({ title: plain(25) })))).toMatchObject({ error: 'invalid_arguments' })
  expect(await open(trigger)).toMatchObject({ ok: true })
})

test('a click and a submission bring triggers too', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    app.action('go', async ({ ack, body, client }) => {
      await ack()
      if (!('trigger_id' in body)) throw new Error('A click has a trigger')
      await client.views.open({ trigger_id: body.trigger_id, view: confirmation() })
    })
    app.view('confirm', async ({ ack, body, client }) => {
      if (!('trigger_id' in body)) throw new Error('A submission has a trigger')
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: confirmation({ callback_id: 'again' }) })
    })
  })
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'Go?',
    blocks: [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
    ],
  })
  await stage.slack.act.act({ as: lin.id, ...elementOf(await untilAnswered(stage, lin.id, channels.ops)) })
  const first = await stage.slack.until(() => modalOf(stage))
  await stage.slack.act.submit({ as: lin.id, viewId: first.viewId, values: typedName('web-1') })
  const second = await stage.slack.until(() => modalOf(stage))
  expect(second.viewId).not.toBe(first.viewId)
  expect(modalOf(stage, ada.id)).toBeUndefined()
})

test.for<[string, object]>([
  ['a title of 24', {}],
  ['100 blocks', { blocks: Array.from({ length: 100 }, () => divider()) }],
  ['private_metadata of 3,000', { private_metadata: 'x'.repeat(3_000) }],
  ['a callback_id of 255', { callback_id: 'x'.repeat(255) }],
  ['an input with every limit', { blocks: [input({ min_length: 0, max_length: 3_000, focus_on_load: true })] }],
  ['100 options, and one of them chosen', select(options(100), { initial_option: option('7') })],
  ['a number with limits', inputOf({ ...number, min_value: '-0.5', max_value: '10', initial_value: '3' })],
  ['a date', inputOf({ type: 'datepicker', initial_date: '2026-11-24' })],
  ['a person', inputOf({ type: 'users_select', initial_user: ada.id })],
  ['a channel', inputOf({ type: 'channels_select', initial_channel: channels.ops })],
])('%s may be opened', async ([, changes]) => {
  const { trigger, open } = await aTrigger()
  expect(await open(trigger, view(changes))).toMatchObject({ ok: true })
})

test.for<[string, object, string]>([
  ['another type', { type: 'home' }, '[json-pointer:/view/type]'],
  ['no title', { title: undefined }, '[json-pointer:/view/title]'],
  ['a title of 25', { title: plain(25) }, 'must be less than 25 characters [json-pointer:/view/title/text]'],
  ['a submit button of 25', { submit: plain(25) }, 'must be less than 25 characters [json-pointer:/view/submit/text]'],
  ['a close button of 25', { close: plain(25) }, 'must be less than 25 characters [json-pointer:/view/close/text]'],
  ['101 blocks', { blocks: Array.from({ length: 101 }, () => divider()) }, 'no more than 100 items allowed'],
  ['private_metadata of 3,001', { private_metadata: 'x'.repeat(3_001) }, '[json-pointer:/view/private_metadata]'],
  ['a callback_id of 256', { callback_id: 'x'.repeat(256) }, '[json-pointer:/view/callback_id]'],
  ['an input without a submit button', { submit: undefined, blocks: [input()] }, 'missing required field: submit'],
  ['a block_id twice', { blocks: [divider('a'), divider('a')] }, '[json-pointer:/view/blocks/1/block_id]'],
  ['a table', { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] }, 'unsupported type'],
  ['markdown', { blocks: [{ type: 'markdown', text: 'x' }] }, 'unsupported type'],
  ['an input longer than 3,000', { blocks: [input({ max_length: 3_001 })] }, '/view/blocks/0/element/max_length]'],
  ['more required than allowed', { blocks: [input({ min_length: 9, max_length: 8 })] }, 'min_length'],
  ['a placeholder of 151', { blocks: [input({ placeholder: plain(151) })] }, 'must be less than 151 characters'],
  ['a label of 2,001', { blocks: [input({}, { label: plain(2_001) })] }, 'must be less than 2001 characters'],
  ['a select of nothing', select([]), 'must provide at least 1 items [json-pointer:/view/blocks/0/element/options]'],
  ['101 options', select(options(101)), 'no more than 100 items allowed'],
  ['an option value of 151', select([option('x'.repeat(151))]), 'must be less than 151 characters'],
  ['a choice of no option', select(options(2), { initial_option: option('x') }), 'element/initial_option]'],
  ['a number without its kind', inputOf({ type: 'number_input' }), '/view/blocks/0/element/is_decimal_allowed]'],
  ['a limit that is no text', inputOf({ ...number, min_value: 1 }), '/view/blocks/0/element/min_value]'],
  ['limits the wrong way round', inputOf({ ...number, min_value: '2', max_value: '1' }), 'min_value must not'],
  ['a date that is none', inputOf({ type: 'datepicker', initial_date: '2026-02-30' }), 'element/initial_date]'],
  [
    'more text than allowed',
    inputOf({ type: 'plain_text_input', initial_value: 'xy', max_length: 1 }),
    'initial_value',
  ],
  ['a button as an input', inputOf({ type: 'button', text: plain(1) }), 'unsupported type'],
  [
    'two inputs in focus',
    { blocks: [input({ focus_on_load: true }), input({ focus_on_load: true })] },
    'focus_on_load',
  ],
])('%s is refused', async ([, changes, message]) => {
  const { trigger, open } = await aTrigger()
  expect(await errorOf(open(trigger, view(changes)))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: [expect.stringContaining(message)] },
  })
})

test('a view of more than 250 kB is too large', async () => {
  const { trigger, open } = await aTrigger()
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_000) } }
  const large = view({ blocks: Array.from({ length: 90 }, () => section) })
  expect(await errorOf(open(trigger, large))).toMatchObject({ error: 'view_too_large' })
})
