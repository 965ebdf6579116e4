import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Choice, View } from '../../src/core/view.ts'
import { checkBlocks } from '../../src/playground/slack/block-check.ts'
import { limits } from '../../src/slack/block-limits.ts'
import { plainView } from '../../src/slack/plain-view.ts'
import { renderMessage } from '../../src/slack/render.ts'

// Any UTF-16, halves of characters, null bytes and marks included, now and then far too long.
const anything = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', ' ', '\u0000', '<!channel>', '*', '`', '&', ':fire:', '\u202E', 'שרת', '😀'),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', '&', '*', '😀', '<', '\n'), fc.integer({ min: 0, max: 12_000 }))
      .map(([unit, count]) => unit.repeat(count)),
  },
)
const span = fc.oneof(
  anything,
  fc.record({ bold: anything }),
  fc.record({ code: anything }),
  fc.record({ link: anything, url: fc.oneof(anything, fc.webUrl()) }),
  fc.record({ user: fc.oneof(anything, fc.constant('U0ADA')) }),
  fc.record({ time: fc.oneof(fc.double(), fc.integer(), fc.constant(1_790_000_000_000)) }),
)
const words = fc.array(span, { maxLength: 6 })
// Verbs are the program's own words.
const verb = fc.string({ unit: 'grapheme-ascii', maxLength: 300 })
const choice: fc.Arbitrary<Choice> = fc.record({
  verb,
  label: anything,
  does: fc.constant({ kind: 'run', words: [] } as const),
})
const upTo = <T>(max: number, each: fc.Arbitrary<T>) => fc.array(each, { maxLength: max })
const part = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: words }),
  fc.record({ kind: fc.constant('bullets' as const), items: upTo(120, words) }),
  fc.record({ kind: fc.constant('code' as const), code: anything }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: upTo(
      25,
      fc.oneof(fc.record({ title: anything }), fc.record({ title: anything, align: fc.constant('right' as const) })),
    ),
    rows: upTo(130, upTo(25, anything)),
  }),
  fc.record({
    kind: fc.constant('chart' as const),
    form: fc.constantFrom('line' as const, 'bar' as const),
    title: anything,
    labels: upTo(30, anything),
    series: upTo(9, fc.record({ name: anything, values: upTo(30, fc.double()) })),
    unit: anything,
  }),
  fc.record({ kind: fc.constant('facts' as const), facts: upTo(130, fc.record({ label: anything, value: anything })) }),
)
const confirm = fc.record({ title: anything, text: anything, confirm: anything, deny: anything })
const action = fc.oneof(
  choice.map((each) => ({ kind: 'button' as const, ...each })),
  fc
    .tuple(choice, confirm)
    .map(([each, asks]) => ({ kind: 'button' as const, style: 'danger' as const, ...each, confirm: asks })),
  fc.record({
    kind: fc.constant('select' as const),
    verb,
    placeholder: anything,
    choices: upTo(130, choice),
  }),
  fc.record({ kind: fc.constant('overflow' as const), verb, choices: upTo(8, choice) }),
)
const view: fc.Arbitrary<View> = fc
  .record({ lead: words, parts: upTo(60, part), note: words, actions: upTo(30, action), hasNote: fc.boolean() })
  .map(({ hasNote, note, ...rest }) => (hasNote ? { ...rest, note } : rest))

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

test('whatever a view holds, Slack takes the message', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(view, (any) => {
      const { text, blocks } = renderMessage(any, 'R7K')
      // As it is after the wire.
      const checked = checkBlocks(JSON.parse(JSON.stringify(blocks)))
      expect(checked).toMatchObject({ ok: true })
      expect(text.trim()).not.toBe('')
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000)
      expect(stringsIn(blocks).filter((each) => !each.isWellFormed() || each.includes('\u0000'))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('nobody is mentioned but by a user span', { timeout: 60_000 }, () => {
  const hostile = fc.constantFrom(
    '<!channel>',
    '<@U0BOB>',
    '<!subteam^S1>',
    '<!here|x>',
    '@channel',
    '<',
    '!',
    'U0BOB',
    '>',
    '*',
  )
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 8 }), (names) => {
      const any: View = {
        lead: names,
        note: names.flatMap((name) => [
          name,
          { bold: name },
          { code: name },
          { link: name, url: 'https://a.io/<!here>' },
        ]),
        parts: [{ kind: 'code', code: names.join('') }],
        actions: [],
      }
      const { text, blocks } = renderMessage(any, 'R')
      expect(`${text} ${JSON.stringify(blocks[2] ?? blocks[1])}`.replaceAll(/<https:[^<>]*>/g, '')).not.toMatch(
        /<[@!#]/,
      )
    }),
  )
})

test('the text that stands in for refused blocks fits as well', () => {
  fc.assert(
    fc.property(view, (any) => {
      const text = plainView(any)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_000)
      expect(text.slice(3, -3)).not.toMatch(/[<>]|```/)
      expect(text.length).toBeLessThanOrEqual(limits.messageText)
    }),
    { numRuns: 100 },
  )
})
