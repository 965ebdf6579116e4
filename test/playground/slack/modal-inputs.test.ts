import type { InputBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { channels, directs, people, startBolt, startStage } from './fixture.ts'
import { confirmation, openModal, opensOnCommand } from './modal-fixture.ts'

const { ada, lin } = people
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const sizes = ['s', 'm'].map((value) => ({ text: plain(value), value }))

const elements = {
  note: { type: 'plain_text_input' },
  count: { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '10' },
  share: { type: 'number_input', is_decimal_allowed: true },
  size: { type: 'static_select', options: sizes },
  day: { type: 'datepicker' },
  whom: { type: 'users_select' },
  where: { type: 'channels_select' },
} satisfies Record<string, InputBlock['element']>
type Name = keyof typeof elements

/** A modal with one of each, all optional but those named, and what the app is told of it. */
async function aForm(required: readonly string[] = []) {
  const stage = await startStage()
  const heard: unknown[] = []
  const blocks = Object.entries(elements).map(([name, element]) => ({
    type: 'input' as const,
    block_id: name,
    label: plain(name),
    optional: !required.includes(name),
    element: { ...element, action_id: 'a' },
  }))
  await startBolt(stage, (app) => {
    opensOnCommand(app, confirmation({ blocks }))
    app.view('confirm', async ({ ack, view }) => {
      heard.push(view.state.values)
      await ack()
    })
  })
  const { viewId } = await openModal(stage)
  const submit = (filled: Partial<Record<Name, string>>) => {
    const values = Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, { a: value }]))
    return stage.slack.act.submit({ as: lin.id, viewId, values })
  }
  return { submit, heard }
}

test('each kind of input gives its own state', async () => {
  const { submit, heard } = await aForm()
  const filled = { count: '7', size: 'm', day: '2026-11-24', whom: ada.id, where: channels.ops }
  expect(await submit(filled)).toEqual({ ok: true })
  expect(heard).toMatchObject([
    {
      note: { a: { type: 'plain_text_input', value: null } },
      count: { a: { type: 'number_input', value: '7' } },
      size: { a: { type: 'static_select', selected_option: { text: { text: 'm' }, value: 'm' } } },
      day: { a: { type: 'datepicker', selected_date: '2026-11-24' } },
      whom: { a: { type: 'users_select', selected_user: ada.id } },
      where: { a: { type: 'channels_select', selected_channel: channels.ops } },
    },
  ])
})

test('each kind gives null while it is empty', async () => {
  const { submit, heard } = await aForm()
  expect(await submit({})).toEqual({ ok: true })
  expect(heard).toEqual([
    {
      note: { a: { type: 'plain_text_input', value: null } },
      count: { a: { type: 'number_input', value: null } },
      share: { a: { type: 'number_input', value: null } },
      size: { a: { type: 'static_select', selected_option: null } },
      day: { a: { type: 'datepicker', selected_date: null } },
      whom: { a: { type: 'users_select', selected_user: null } },
      where: { a: { type: 'channels_select', selected_channel: null } },
    },
  ])
})

test('every required input that is empty is named', async () => {
  const { submit, heard } = await aForm(['count', 'size', 'day', 'whom', 'where'])
  const missing = 'Please complete this required field.'
  expect(await submit({ size: 's' })).toEqual({
    ok: false,
    blockErrors: { count: missing, day: missing, whom: missing, where: missing },
  })
  expect(heard).toEqual([])
})

test.for<[Name, string, string]>([
  ['count', 'seven', 'Please enter a number.'],
  ['count', '1.5', 'Please enter a whole number.'],
  ['count', '0', 'Please enter a number that is at least 1.'],
  ['count', '11', 'Please enter a number that is at most 10.'],
  ['share', '1e3', 'Please enter a number.'],
  ['size', 'xl', 'Please choose one of the options.'],
  ['day', '2026-02-30', 'Please enter a date.'],
  ['whom', 'U0NOBODY', 'Please choose one of the options.'],
  ['where', directs.lin, 'Please choose one of the options.'],
])('%s: %s is refused before the app hears of it', async ([name, value, error]) => {
  const { submit, heard } = await aForm()
  expect(await submit({ [name]: value })).toEqual({ ok: false, blockErrors: { [name]: error } })
  expect(heard).toEqual([])
})

test.for<[Name, string]>([
  ['count', '1'],
  ['count', '10'],
  ['share', '-2.5'],
])('%s: %s is taken', async ([name, value]) => {
  const { submit, heard } = await aForm()
  expect(await submit({ [name]: value })).toEqual({ ok: true })
  expect(heard).toMatchObject([{ [name]: { a: { value } } }])
})
