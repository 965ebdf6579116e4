import { expect, test } from 'vitest'
import type { FieldKind, FormField } from '../../src/core/form.ts'
import type { Form } from '../../src/core/outbox.ts'
import { cardOf, pressedOn } from './outbox-stage.ts'
import { channels, createInbox, people } from './stage.ts'

const { ada, lin } = people

/** Opened for Ada in the emulator, which refuses what Slack would refuse. */
async function opened(fields: readonly FormField[]) {
  const inbox = createInbox()
  const { click, outbox, slack } = await pressedOn(cardOf('Call report?'), { inbox })
  const about = { value: 'R7:call', channel: channels.ops, title: 'Call report', submit: 'Call' }
  const form: Form = { ...about, text: ['What to call it with'], fields }
  expect(await outbox.openForm(click.trigger ?? '', form)).toBe(true)
  const { viewId, blocks } = slack.act.snapshot(ada.id).modal ?? { viewId: '', blocks: [] }
  const submit = (values: Record<string, string>) => {
    const byAction = Object.entries(values).map(([name, value]) => [name, { [name]: value }])
    return slack.act.submit({ as: ada.id, viewId, values: Object.fromEntries(byAction) })
  }
  return { inputs: blocks.filter(({ type }) => type === 'input'), submit, inbox }
}

const field = (kind: FieldKind, changes: Partial<FormField> = {}): FormField =>
  Object.assign({ name: 'f', label: 'F', isRequired: true }, kind, changes)
const sizes = { kind: 'choice', choices: ['s', 'm', 'l'].map((value) => ({ label: `Size ${value}`, value })) } as const
const everyKind: readonly FormField[] = [
  field({ kind: 'date' }, { name: 'day' }),
  field({ kind: 'text' }, { name: 'order' }),
  field({ kind: 'text', isLong: true, longest: 200 }, { name: 'note', isRequired: false }),
  field({ kind: 'number', isWhole: true, least: 1, most: 9 }, { name: 'count' }),
  field(sizes, { name: 'size' }),
  field({ kind: 'person' }, { name: 'whom' }),
  field({ kind: 'channel' }, { name: 'where' }),
  field({ kind: 'instance' }, { name: 'host' }),
  field({ kind: 'json' }, { name: 'more', isRequired: false }),
]

test.each<[string, FormField, object]>([
  ['a text', field({ kind: 'text', placeholder: 'A-1' }), { type: 'plain_text_input', max_length: 3_000 }],
  ['a long text', field({ kind: 'text', isLong: true, longest: 9 }), { multiline: true, max_length: 9 }],
  ['a text to begin with', field({ kind: 'text' }, { initial: 'A-1' }), { initial_value: 'A-1' }],
  ['a whole number', field({ kind: 'number', isWhole: true }), { type: 'number_input', is_decimal_allowed: false }],
  [
    'a number with limits',
    field({ kind: 'number', isWhole: false, least: -0.5, most: 10 }, { initial: '2.5' }),
    { is_decimal_allowed: true, min_value: '-0.5', max_value: '10', initial_value: '2.5' },
  ],
  [
    'a choice',
    field(sizes, { initial: 'm' }),
    { type: 'static_select', options: { length: 3 }, initial_option: { text: { text: 'Size m' }, value: 'm' } },
  ],
  ['a date', field({ kind: 'date' }, { initial: '2026-11-24' }), { type: 'datepicker', initial_date: '2026-11-24' }],
  ['a person', field({ kind: 'person' }, { initial: lin.id }), { type: 'users_select', initial_user: lin.id }],
  [
    'a channel',
    field({ kind: 'channel' }, { initial: channels.ops }),
    { type: 'channels_select', initial_channel: channels.ops },
  ],
  ['an instance', field({ kind: 'instance' }), { type: 'plain_text_input' }],
  [
    'JSON',
    field({ kind: 'json' }, { initial: '{"a":1}' }),
    { type: 'plain_text_input', multiline: true, max_length: 3_000, initial_value: '{"a":1}' },
  ],
])('%s has the input that Slack has for it', async (_, asked, element) => {
  const { inputs } = await opened([asked])
  expect(inputs).toMatchObject([{ block_id: 'f', element: { action_id: 'f', ...element } }])
})

test.each<[string, FormField, string]>([
  ['JSON that is too long', field({ kind: 'json' }, { initial: `"${'x'.repeat(2_999)}"` }), 'initial_value'],
  ['no number', field({ kind: 'number', isWhole: true }, { initial: 'seven' }), 'initial_value'],
  ['no choice of these', field(sizes, { initial: 'xl' }), 'initial_option'],
  ['no date', field({ kind: 'date' }, { initial: '2026-02-30' }), 'initial_date'],
  ['no person', field({ kind: 'person' }, { initial: '<!channel>' }), 'initial_user'],
  ['no public channel', field({ kind: 'channel' }, { initial: 'D0ADA' }), 'initial_channel'],
])('to begin with %s is to begin with nothing, and the form opens', async (_, asked, initial) => {
  const { inputs } = await opened([asked])
  expect(inputs).toHaveLength(1)
  expect(inputs[0]?.['element']).not.toHaveProperty(initial)
})

test('what is optional and its hint are said', async () => {
  const { inputs } = await opened([
    field({ kind: 'text' }, { name: 'a', hint: 'As in the mail', isRequired: false }),
    field({ kind: 'instance' }, { name: 'b' }),
  ])
  expect(inputs).toMatchObject([
    { optional: true, hint: { text: 'As in the mail' } },
    { optional: false, hint: { text: 'The name or the id of an instance.' } },
  ])
})

test('the first text has the focus, and nothing else', async () => {
  const { inputs } = await opened(everyKind)
  const focused = inputs.filter(({ element }) => JSON.stringify(element).includes('focus_on_load'))
  expect(focused).toMatchObject([{ block_id: 'order' }])
})

test('a choice whose value Slack does not take is left out; without any, the value may be typed', async () => {
  const long = { label: 'Long', value: 'x'.repeat(151) }
  const { inputs } = await opened([
    field({ kind: 'choice', choices: [long, { label: 'Fits', value: 'x'.repeat(150) }] }, { name: 'a' }),
    field({ kind: 'choice', choices: [long] }, { name: 'b' }),
  ])
  expect(inputs).toMatchObject([
    { element: { options: [{ text: { text: 'Fits' } }] } },
    { element: { type: 'plain_text_input' } },
  ])
})

test('what was filled in comes back by the names of the fields', async () => {
  const { submit, inbox } = await opened(everyKind)
  const filled = {
    day: '2026-11-24',
    order: 'A-1',
    note: 'one\ntwo',
    count: '7',
    size: 'm',
    whom: lin.id,
    where: channels.ops,
    host: 'web-1',
    more: '',
  }
  const arrived = inbox.next()
  expect(await submit(filled)).toEqual({ ok: true })
  expect((await arrived).asks).toEqual({ kind: 'offer', value: 'R7:call', filled })
})
