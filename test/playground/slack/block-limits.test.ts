import { expect, test } from 'vitest'
import { checkBlocks } from '../../../src/playground/slack/block-check.ts'

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) })
const button = (patch: object = {}) => ({ type: 'button', text: plain(75), ...patch })
const option = (text = 75, value = 150) => ({ text: plain(text), value: 'v'.repeat(value) })
const select = (patch: object = {}) => ({ type: 'static_select', options: [option()], ...patch })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const times = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index))
const cell = (text: string) => ({ type: 'raw_text', text })
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => cell(text))),
})
const chart = (points: number, series: number, patch: object = {}) => {
  const categories = Array.from({ length: points }, (_, index) => `p${index}`)
  return {
    type: 'data_visualization',
    title: 'x'.repeat(50),
    chart: {
      type: 'line',
      series: times(series, (index) => ({ name: `s${index}`, data: categories.map((label) => ({ label, value: 1 })) })),
      axis_config: { categories, y_label: 'x'.repeat(50) },
      ...patch,
    },
  }
}
const confirm = (title: number, text: number, label: number) => ({
  title: plain(title),
  text: plain(text),
  confirm: plain(label),
  deny: plain(30),
})
const richText = (...elements: object[]) => ({ type: 'rich_text', elements })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })

test.for<[string, object[]]>([
  ['50 blocks', times(50, () => ({ type: 'divider' }))],
  ['a section of 3,000 characters', [{ type: 'section', text: mrkdwn(3_000) }]],
  ['10 fields of 2,000', [{ type: 'section', fields: times(10, () => mrkdwn(2_000)) }]],
  ['a header of 150', [{ type: 'header', text: plain(150) }]],
  ['10 context elements', [{ type: 'context', elements: times(10, () => mrkdwn(10)) }]],
  ['25 buttons', [actions(...times(25, () => button({ value: 'v'.repeat(2_000) })))]],
  ['100 options', [actions(select({ options: times(100, () => option()) }))]],
  ['an overflow menu of 5', [actions({ type: 'overflow', options: times(5, () => option()) })]],
  ['a confirm dialog', [actions(button({ confirm: confirm(100, 300, 30) }))]],
  ['a table of 100 × 20', [table(100, 20)]],
  ['10,000 characters in a table', [table(10, 10, 'x'.repeat(100))]],
  ['two charts of 20 points and 6 series', [chart(20, 6), chart(1, 1)]],
  ['one action_id in two blocks', [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))]],
  [
    'rich text of every kind',
    [
      richText(
        section(
          { type: 'text', text: 'a', style: { bold: true } },
          { type: 'link', url: 'https://example.com', text: 'b' },
          { type: 'user', user_id: 'U1' },
          { type: 'date', timestamp: 1_700_000_000, format: '{time}', fallback: 'x' },
          { type: 'emoji', name: 'wave' },
        ),
        { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [section({ type: 'text', text: 'c' })] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'd' }] },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'e' }] },
      ),
    ],
  ],
])('%s may be sent', ([, blocks]) => {
  expect(checkBlocks(blocks)).toMatchObject({ ok: true })
})

test.for<[string, object[], string]>([
  [
    'a chart of 21 points',
    [chart(21, 1)],
    'no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  ['7 series', [chart(1, 7)], 'no more than 6 items allowed [json-pointer:/blocks/0/chart/series]'],
  ['a chart without series', [chart(1, 0)], 'must provide at least 1 items [json-pointer:/blocks/0/chart/series]'],
  [
    'a third chart',
    [chart(1, 1), chart(1, 1), chart(1, 1)],
    'no more than 2 data_visualization blocks allowed [json-pointer:/blocks]',
  ],
  [
    'a point that is no category',
    [chart(1, 1, { axis_config: { categories: ['other'] } })],
    'labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['an unknown block', [{ type: 'carousel' }], 'unsupported type or missing type [json-pointer:/blocks/0/type]'],
  ['a block without type', [{}], 'unsupported type or missing type [json-pointer:/blocks/0/type]'],
  [
    'an unknown property',
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a section of 3,001',
    [{ type: 'section', text: mrkdwn(3_001) }],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'an empty section text',
    [{ type: 'section', text: mrkdwn(0) }],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a section of nothing', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    '11 fields',
    [{ type: 'section', fields: times(11, () => mrkdwn(1)) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field of 2,001',
    [{ type: 'section', fields: [mrkdwn(2_001)] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a header of 151',
    [{ type: 'header', text: plain(151) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a header in mrkdwn', [{ type: 'header', text: mrkdwn(1) }], '[json-pointer:/blocks/0/text/type]'],
  [
    '11 context elements',
    [{ type: 'context', elements: times(11, () => mrkdwn(1)) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    '26 buttons',
    [actions(...times(26, () => button()))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['no buttons', [actions()], 'must provide at least 1 items [json-pointer:/blocks/0/elements]'],
  [
    'a button text of 76',
    [actions(button({ text: plain(76) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a button value of 2,001',
    [actions(button({ value: 'v'.repeat(2_001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  ['an unknown button style', [actions(button({ style: 'warning' }))], '[json-pointer:/blocks/0/elements/0/style]'],
  [
    '101 options',
    [actions(select({ options: times(101, () => option()) }))],
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an option text of 76',
    [actions(select({ options: [option(76)] }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'an option value of 151',
    [actions(select({ options: [option(75, 151)] }))],
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'a select of nothing',
    [actions({ type: 'static_select' })],
    'must define exactly one of options, option_groups [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'an overflow menu of 6',
    [actions({ type: 'overflow', options: times(6, () => option()) })],
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'a placeholder of 151',
    [actions(select({ placeholder: plain(151) }))],
    'must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]',
  ],
  [
    'a confirm title of 101',
    [actions(button({ confirm: confirm(101, 1, 1) }))],
    'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  ],
  [
    'a confirm text of 301',
    [actions(button({ confirm: confirm(1, 301, 1) }))],
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'a confirm button of 31',
    [actions(button({ confirm: confirm(1, 1, 31) }))],
    'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]',
  ],
  [
    'a block_id of 256',
    [{ type: 'divider', block_id: 'b'.repeat(256) }],
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'a block_id twice',
    [
      { type: 'divider', block_id: 'b' },
      { type: 'divider', block_id: 'b' },
    ],
    '[json-pointer:/blocks/1/block_id]',
  ],
  [
    'an action_id twice in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    '[json-pointer:/blocks/0/elements/1/action_id]',
  ],
  ['101 rows', [table(101, 1)], 'no more than 100 items allowed [json-pointer:/blocks/0/rows]'],
  ['21 cells', [table(1, 21)], 'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]'],
  ['an empty cell', [table(1, 1, '')], 'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]'],
  [
    '10,001 characters in a table',
    [table(1, 1, 'x'.repeat(10_001))],
    'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
  ],
  [
    'an unknown rich text element',
    [richText(section({ type: 'blink', text: 'x' }))],
    'unsupported type or missing type [json-pointer:/blocks/0/elements/0/elements/0/type]',
  ],
  [
    'an empty rich text',
    [richText(section({ type: 'text', text: '' }))],
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
  ],
])('%s is refused, with a pointer to it', ([, blocks, message]) => {
  const check = checkBlocks(blocks)
  expect(check).toMatchObject({ ok: false, error: 'invalid_blocks' })
  expect(check.ok ? [] : check.messages).toEqual([expect.stringContaining(message)])
})

test('a second table in one message is refused under its own name', () => {
  expect(checkBlocks([table(1, 1), table(1, 1)])).toEqual({
    ok: false,
    error: 'invalid_attachments',
    messages: ['[ERROR] only_one_table_allowed'],
  })
})

test('all markdown of one message may be 12,000 characters together', () => {
  const markdown = (length: number) => ({ type: 'markdown', text: 'x'.repeat(length) })
  expect(checkBlocks([markdown(6_000), { type: 'divider' }, markdown(6_000)])).toMatchObject({ ok: true })
  expect(checkBlocks([markdown(6_000), { type: 'divider' }, markdown(6_001)])).toMatchObject({
    ok: false,
    error: 'msg_blocks_too_long',
  })
})
