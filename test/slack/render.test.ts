import { describe, expect, test } from 'vitest'
import { bold, code, text } from '../../src/core/text.ts'
import type { Chart, Choice, View } from '../../src/core/view.ts'
import { renderMessage } from '../../src/slack/render.ts'

const empty: View = { lead: ['Nothing'], parts: [], actions: [] }
const runs = (verb: string, label = verb): Choice => ({ verb, label, does: { kind: 'run', words: ['ec2', verb] } })
const button = (verb: string, label?: string) => ({ kind: 'button', ...runs(verb, label) }) as const

const list: View = {
  lead: text`${bold('58 instances')} in 3 accounts: 44 running · 14 stopped`,
  parts: [
    {
      kind: 'table',
      columns: [{ title: 'Name' }, { title: 'State' }, { title: 'Age', align: 'right' }],
      rows: [
        ['web-1', '● running', '41 d'],
        ['<!channel> *web*', '○ stopped', ''],
      ],
    },
  ],
  note: text`1–20 of 58, by name. ${bold('sandbox, us-east-1')} did not answer within 8 s.`,
  actions: [
    button('next', '21–40 of 58'),
    {
      kind: 'select',
      verb: 'state',
      placeholder: 'State',
      choices: [runs('state-1', 'running'), runs('state-2', 'stopped')],
    },
    {
      ...button('share', 'Share here'),
      style: 'primary',
      confirm: { title: 'Share?', text: 'Everyone in #ops will see it.', confirm: 'Share', deny: 'Keep it' },
    },
    { kind: 'overflow', verb: 'more', choices: [runs('csv', 'Export as CSV'), runs('json', 'Export as JSON')] },
  ],
}

test('a list looks as in reference/messages/reading.png', async () => {
  await expectGolden(list, 'list')
})

test('one instance: facts, code, a time, a person, a link', async () => {
  const view: View = {
    lead: text`${bold('web-1')} is ${code('running')} since ${{ time: Date.UTC(2026, 9, 13, 14, 2) }}`,
    parts: [
      {
        kind: 'facts',
        facts: [
          { label: 'Name', value: 'web-1' },
          { label: 'Key pair', value: '' },
        ],
      },
      {
        kind: 'paragraph',
        text: text`Started by ${{ user: 'U0ADA' }}, see ${{ link: 'the guide', url: 'https://a.io/x' }}`,
      },
      { kind: 'bullets', items: [['one'], [bold('two')]] },
      { kind: 'code', code: '{\n  "rows": 1841\n}' },
    ],
    actions: [],
  }
  await expectGolden(view, 'show')
})

const chart: Chart = {
  kind: 'chart',
  form: 'line',
  title: 'Calls per 15 min',
  labels: ['09:00', '09:15', '09:30'],
  series: [
    { name: 'Invocations', values: [340, 352, 361] },
    { name: 'Errors', values: [0, 0, 44] },
  ],
  unit: 'per 15 min',
}

describe('charts', () => {
  test('are Slack’s own, below the sentence that says what one should see', async () => {
    const view: View = {
      lead: text`${bold('orders-import')}, last 3 h: 1,053 calls, ${bold('44 failed')} since 09:30`,
      parts: [chart],
      note: ['Times in UTC.'],
      actions: [button('logs', 'Logs')],
    }
    await expectGolden(view, 'chart')
  })

  test('are two a message: a third is lines of text', () => {
    const { blocks } = renderMessage({ ...empty, parts: [chart, chart, chart] }, 'R')
    expect(blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'data_visualization',
      'data_visualization',
      'rich_text',
    ])
    expect(JSON.stringify(blocks[3])).toContain(': 361 · 44')
  })

  test('of too many points show the latest, and points of one name are told apart', () => {
    const labels = Array.from({ length: 25 }, (_, index) => (index === 24 ? 'p-23' : `p-${index}`))
    const [, block] = renderMessage(
      { ...empty, parts: [{ ...chart, labels, series: [{ name: 'n', values: labels.map((_, index) => index) }] }] },
      'R',
    ).blocks
    const drawn = block?.type === 'data_visualization' ? block.chart.series[0]?.data : []
    expect(drawn).toHaveLength(20)
    expect(drawn?.[0]).toEqual({ label: 'p-5', value: 5 })
    expect(drawn?.slice(-2)).toEqual([
      { label: 'p-23', value: 23 },
      { label: 'p-23 2', value: 24 },
    ])
  })

  test('of nothing are left out', () => {
    expect(renderMessage({ ...empty, parts: [{ ...chart, labels: [] }] }, 'R').blocks).toHaveLength(1)
  })
})

describe('names stay names', () => {
  const hostile = '<!channel> <@U0BOB> *bold* _i_ ~s~ `c` :fire: > & http://x.io'

  test('in text they are literal elements', () => {
    const [lead] = renderMessage({ ...empty, lead: [hostile] }, 'R').blocks
    expect(lead).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: hostile }] }],
    })
  })

  test('in the note and the notification no character of them is markup', () => {
    const { text: notification, blocks } = renderMessage({ ...empty, lead: [hostile], note: [hostile] }, 'R')
    const escaped =
      '&lt;!channel&gt; &lt;@U0BOB&gt; Z*ZboldZ*Z Z_ZiZ_Z Z~ZsZ~Z Z`ZcZ`Z :Zfire: &gt; &amp; http://x.io'.replaceAll(
        'Z',
        '\u200C',
      )
    expect(notification).toBe(escaped)
    expect(blocks[1]).toEqual({ type: 'context', elements: [{ type: 'mrkdwn', text: escaped, verbatim: true }] })
  })

  test('a mark inside of a word does nothing in Slack and is left to be copied', () => {
    expect(renderMessage({ ...empty, lead: ['my_name_1 a*b'] }, 'R').text).toBe('my_name_1 a*b')
  })

  test('a time with seconds is no emoji', () => {
    expect(renderMessage({ ...empty, lead: ['at 02:14:07'] }, 'R').text).toBe('at 02:\u200C14:07')
  })

  test('a user id that is none does not become a mention', () => {
    const { text: notification, blocks } = renderMessage({ ...empty, lead: [{ user: '!channel' }] }, 'R')
    expect(notification).toBe('!channel')
    expect(JSON.stringify(blocks)).not.toContain('"user"')
  })

  test('a link that leads nowhere on the web is its text', () => {
    const { blocks } = renderMessage({ ...empty, lead: [{ link: 'here', url: 'javascript:alert(1)' }] }, 'R')
    expect(JSON.stringify(blocks)).not.toContain('javascript')
  })

  test('what turns the direction of a line round is left out, right-to-left letters are not', () => {
    const { blocks } = renderMessage({ ...empty, lead: ['a\u202Etxt.exe שרת'] }, 'R')
    expect(JSON.stringify(blocks)).toContain('atxt.exe שרת')
  })
})

describe('actions', () => {
  const actionsOf = (actions: View['actions']) => {
    const block = renderMessage({ ...empty, actions }, 'R').blocks.find(({ type }) => type === 'actions')
    return block?.type === 'actions' ? block.elements : []
  }
  const choices = (count: number) => Array.from({ length: count }, (_, index) => runs(`c-${index}`))

  test.each([
    [100, 'static_select'],
    [101, 'external_select'],
  ])('%i choices of a select are a %s', (count, type) => {
    expect(actionsOf([{ kind: 'select', verb: 'c', placeholder: 'Which', choices: choices(count) }])[0]?.type).toBe(
      type,
    )
  })

  test('a select that is asked for as somebody types is known by its record', () => {
    const [select] = actionsOf([{ kind: 'select', verb: 'c', placeholder: 'Which', choices: choices(101) }])
    expect(select).toMatchObject({ action_id: 'R:c', min_query_length: 0 })
  })

  test.each([
    [0, []],
    [1, ['button']],
    [2, ['overflow']],
    [5, ['overflow']],
    [6, ['static_select']],
  ])('an overflow menu of %i is %j, as Slack takes it', (count, types) => {
    expect(actionsOf([{ kind: 'overflow', verb: 'more', choices: choices(count) }]).map(({ type }) => type)).toEqual(
      types,
    )
  })

  test('a button whose value would be cut is left out rather than made to do something else', () => {
    expect(actionsOf([button('v'.repeat(2_000)), button('ok')]).map(({ action_id }) => action_id)).toEqual(['1:ok'])
  })

  test('a long label is shortened', () => {
    expect(actionsOf([button('v', 'x'.repeat(100))])).toMatchObject([{ text: { text: `${'x'.repeat(74)}…` } }])
  })
})

describe('tables', () => {
  const table = (rows: string[][]) =>
    ({ kind: 'table', columns: [{ title: 'Name' }, { title: 'About' }], rows }) as const
  const facts = { kind: 'facts', facts: [{ label: 'Name', value: 'web-1' }] } as const

  test('take from the longest cells when there is too much in them', () => {
    const rows = Array.from({ length: 20 }, (_, index) => [`web-${index}`, 'x'.repeat(1_000)])
    const [, block] = renderMessage({ ...empty, parts: [table(rows)] }, 'R').blocks
    const cells = block?.type === 'table' ? block.rows.slice(1) : []
    expect(cells.map(([name]) => name)).toEqual(rows.map(([name]) => ({ type: 'raw_text', text: name })))
    expect(cells[0]?.[1]).toEqual({ type: 'raw_text', text: expect.stringMatching(/^x{480,500}…$/) })
  })

  test('say how many rows there was no room for', () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`web-${index}`, ''])
    const { blocks } = renderMessage({ ...empty, parts: [table(rows)] }, 'R')
    expect(JSON.stringify(blocks[2])).toContain('and 21 more')
  })

  test('are one a message: beside a table, facts become lines', () => {
    const { blocks } = renderMessage({ ...empty, parts: [facts, table([['a', 'b']])] }, 'R')
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text', 'table'])
  })

  test('a cell in several lines is one line', () => {
    const [, block] = renderMessage({ ...empty, parts: [table([['a\nb\u0000', ' ']])] }, 'R').blocks
    expect(block).toMatchObject({ rows: [{}, [{ text: 'a b' }, { text: '–' }]] })
  })
})

async function expectGolden(view: View, name: string): Promise<void> {
  await expect(`${JSON.stringify(renderMessage(view, 'R7K'), undefined, 2)}\n`).toMatchFileSnapshot(
    `golden/${name}.json`,
  )
}
