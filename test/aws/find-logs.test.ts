import { afterEach, describe, expect, test } from 'vitest'
import { windowsOf } from '../../src/aws/log-windows.ts'
import type { LogQuery } from '../../src/core/lambda/functions.ts'
import { functionNamed, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, type Surroundings, surround } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings | undefined
afterEach(() => here?.close())

const day = 86_400_000
const asked = (call: Call): Record<string, unknown> => Object.fromEntries(Object.entries(JSON.parse(call.body)))
const event = (timestamp: number) => ({ timestamp, message: `line ${timestamp}\n`, logStreamName: 's' })

async function find(query: Partial<LogQuery>, answer: (call: Call) => Reply, withinMs = 8000) {
  here = await surround(withSessions(answer), { withinMs })
  const whole = { function: functionNamed('a'), stretch: { from: 0, until: day }, pattern: undefined, lines: 3 }
  return here.aws.functionsFor(ada).findLogs({ ...whole, ...query })
}
const windows = () => (here?.stub.calls ?? []).filter(({ service }) => service === 'logs').map(asked)

describe('the windows of a stretch', () => {
  test.each([
    [{ from: 0, until: 10_000 }, [[0, 10_000]]],
    [{ from: 5, until: 5 }, [[5, 5]]],
    [{ from: 6, until: 5 }, []],
    [
      { from: 0, until: 400_000 },
      [
        [370_001, 400_000],
        [130_001, 370_000],
        [0, 130_000],
      ],
    ],
  ])('of %j are %j', (stretch, expected) => {
    expect(windowsOf(stretch).map(({ from, until }) => [from, until])).toEqual(expected)
  })

  test('cover a week in six pieces without a gap', () => {
    const pieces = windowsOf({ from: 0, until: 7 * day })
    expect(pieces).toHaveLength(6)
    for (const [index, { from }] of pieces.entries()) expect(pieces[index + 1]?.until ?? -1).toBe(from - 1)
  })
})

test('no more is read than the lines need', async () => {
  const found = await find({}, () => jsonAnswer({ events: [1, 2, 3, 4, 5].map((ms) => event(day - 10 + ms)) }))
  expect(found).toEqual({
    lines: [3, 4, 5].map((ms) => ({ at: day - 10 + ms, text: `line ${day - 10 + ms}`, stream: 's' })),
    isCut: true,
  })
  expect(windows()).toMatchObject([{ logGroupName: '/aws/lambda/a', startTime: day - 29_999, endTime: day }])
})

test('exactly as many lines as asked for are not called cut', async () => {
  const found = await find({}, (call) => {
    const { startTime } = asked(call)
    return jsonAnswer({ events: startTime === 0 ? [event(1), event(2), event(3)] : [] })
  })
  expect(found).toMatchObject({ isCut: false, lines: [{ at: 1 }, { at: 2 }, { at: 3 }] })
})

test('pages of a window are followed, also over one without any line, and the newest kept', async () => {
  const pages: Record<string, Reply> = {
    first: jsonAnswer({ events: [event(1), event(2), event(3), event(4)], nextToken: 'two' }),
    two: jsonAnswer({ events: [], nextToken: 'three' }),
    three: jsonAnswer({ events: [event(5)] }),
  }
  const found = await find({ stretch: { from: 0, until: 10 }, pattern: 'x' }, (call) => {
    const { nextToken = 'first', filterPattern } = asked(call)
    expect(filterPattern).toBe('x')
    return pages[String(nextToken)] ?? 'reset'
  })
  expect(found).toMatchObject({ isCut: true, lines: [{ at: 3 }, { at: 4 }, { at: 5 }] })
})

describe('when there is too much to search in time', () => {
  const newest = (call: Call) => asked(call)['endTime'] === day

  test('the newest lines that were found until then are given', async () => {
    const found = await find({}, (call) => (newest(call) ? jsonAnswer({ events: [event(day)] }) : 'hang'), 700)
    expect(found).toMatchObject({ isCut: true, lines: [{ at: day }] })
  })

  test('with nothing found, that is said', async () => {
    const nothing = find({}, (call) => (newest(call) ? jsonAnswer({ events: [] }) : 'hang'), 700)
    await expect(nothing).rejects.toMatchObject({
      code: 'TooMuch',
      message: expect.stringContaining('The log of a in production, eu-central-1 has more than could be searched'),
    })
  })

  test('pages that never end are not followed for ever', async () => {
    let page = 0
    const endless = find({}, () => jsonAnswer({ events: [], nextToken: `t${++page}` }))
    await expect(endless).rejects.toMatchObject({ code: 'TooMuch' })
    expect(windows()).toHaveLength(60)
  })

  test('without any answer, the place is said not to have answered', async () => {
    await expect(find({}, () => 'hang', 400)).rejects.toMatchObject({
      code: 'Timeout',
      message: expect.stringContaining('CloudWatch Logs in production, eu-central-1 did not answer'),
    })
  })
})

type Case = { what: string; query?: Partial<LogQuery>; reply: Reply; says: string }

test.each<Case>([
  {
    what: 'a filter that is none is explained',
    query: { pattern: '{ $.x' },
    reply: jsonError('InvalidParameterException'),
    says: 'does not understand the filter { $.x.',
  },
  {
    what: 'the same code without a filter is not blamed on one',
    reply: jsonError('InvalidParameterException'),
    says: 'CloudWatch Logs in production, eu-central-1 refused logs:FilterLogEvents',
  },
  { what: 'a role that may not', reply: jsonError('AccessDeniedException'), says: 'may not do logs:FilterLogEvents' },
  { what: 'an answer without its list', reply: jsonAnswer({}), says: 'not as documented' },
])('$what', async ({ query = {}, reply, says }) => {
  await expect(find(query, () => reply)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(says),
  })
})

test('a group that is not there is an empty log', async () => {
  expect(await find({}, () => jsonError('ResourceNotFoundException'))).toEqual({ lines: [], isCut: false })
})
