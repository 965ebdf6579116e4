import { describe, expect, it } from 'vitest'
import type { TrailEvent, TrailQuery } from '../../../src/core/evidence.ts'
import type { FunctionDetails } from '../../../src/core/lambda/function.ts'
import type { LogLine, Stretch } from '../../../src/core/lambda/functions.ts'
import { failurePattern, reportPattern } from '../../../src/core/lambda/why/log-patterns.ts'
import type { MayAsk } from '../../../src/core/may.ts'
import { anAccount } from '../../fixtures/account.ts'
import { hour, measuredDay, queue, since, trailEvent } from '../../fixtures/function-facts.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, runCommand } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const place = '--account production --region eu-central-1'
const deployedAt = noon - 2 * hour

/** Allows these commands and no others. */
function allowing(...allowed: readonly string[]): MayAsk & { asked: string[] } {
  const asked: string[] = []
  const may: MayAsk = async (words) => {
    const command = `/${words.slice(0, 2).join(' ')}`
    asked.push(command)
    const isAllowed = allowed.includes(command)
    const inGeneral = isAllowed ? ({ answer: 'allow', rule: { name: 'test', where: undefined } } as const) : undefined
    return { command, words, inGeneral, except: [], targets: [] }
  }
  return Object.assign(may, { asked })
}

type Given = {
  readonly typed?: string
  readonly may?: MayAsk
  readonly counts?: { readonly invocations?: number; readonly errors?: number; readonly throttles?: number }
  readonly lines?: readonly LogLine[]
  readonly trail?: readonly TrailEvent[]
  readonly measured?: ReturnType<typeof measuredDay> | undefined
  readonly details?: Partial<FunctionDetails>
}

function why({
  typed = '',
  may = allowing('/lambda logs', '/lambda history'),
  lines = [],
  trail = [],
  ...given
}: Given) {
  const trails: TrailQuery[] = []
  const accounts: Stretch[] = []
  const { counts = { invocations: 2880 }, details = { triggers: [queue()] } } = given
  const functions = aFunctionsAccount([aFunction({ modifiedAt: noon - 30 * 24 * hour })], [], {
    counts: { 'order-intake': counts },
    logs: { lines, isCut: false },
    details: { 'order-intake': details },
    ...('measured' in given && given.measured === undefined ? {} : { measured: given.measured ?? measuredDay() }),
  })
  const listTrail = async (query: TrailQuery) => {
    trails.push(query)
    return { value: trail }
  }
  const readAccountConcurrency = async (_: unknown, stretch: Stretch) => {
    accounts.push(stretch)
    return { unread: 'The account cannot be read.' }
  }
  const view = runCommand(`lambda why order-intake${typed}`, anAccount([]), {
    functions,
    may,
    evidence: { listTrail, readAccountConcurrency },
    groups: ['auditors', 'changers'],
  })
  return { view, trails, accounts, asked: functions.asked }
}

const failing = {
  counts: { invocations: 2880, errors: 36 },
  measured: measuredDay({ errors: since(deployedAt, 2) }),
  trail: [trailEvent('UpdateFunctionCode', deployedAt)],
  lines: [
    {
      at: noon - hour,
      stream: 's',
      text: '2026-11-23T11:00:00.001Z\t8f5c2b1e-77d2-4c1a-9b3e-000000000001\tERROR\tInvoke Error \t{"errorType":"OrderError","errorMessage":"order 7 is unknown"}',
    },
  ],
} satisfies Given

describe('/lambda why', () => {
  it('says the cause first, then what shows it and what helps', async () => {
    const { view, asked, trails } = why(failing)
    const shown = await view
    expect(leadText(shown)).toBe(
      'order-intake fails, most likely since it was changed: grace (role deployer) deployed new code 2026-11-23T10:00Z; within the hour after that 24 of 120 calls failed (20 %), before it none of 2,640.',
    )
    expect(bulletsOf(shown)).toEqual([
      '2026-11-23T11:00Z 1× OrderError: order 7 is unknown (log)',
      '2026-11-23T10:00Z grace (role deployer) deployed new code (CloudTrail)',
      '2026-11-23T10:00Z the first calls fail (CloudWatch)',
      'Also: order-intake fails with an error of its own code: OrderError: order 7 is unknown. The one failed call that was read ended so.',
    ])
    expect(paragraphsOf(shown)[0]).toMatch(/^What helps: Look at what was changed/)
    expect(noteText(shown)).toBe('Read 2026-11-23T12:00Z: Lambda, CloudWatch, log, CloudTrail.')
    expect(pressable(shown)).toMatchObject({
      'Logs of the errors': `lambda logs order-intake ${place} --since 24h --filter ${failurePattern}`,
      Metrics: `lambda metrics order-intake ${place} --since 24h`,
      'Who did what': `lambda history order-intake ${place}`,
    })
    expect(asked.logs.map(({ pattern }) => pattern)).toEqual([failurePattern])
    expect(trails).toMatchObject([{ resource: 'order-intake', until: noon }])
  })

  it('leaves out what the person may not read, and says so', async () => {
    const { view, asked, trails } = why({ ...failing, may: allowing() })
    const shown = await view
    expect(leadText(shown)).toBe(
      '36 of 2,880 calls of order-intake failed in the last day. The cause is in its log, which was not read.',
    )
    expect(noteText(shown)).toBe(
      'Read 2026-11-23T12:00Z: Lambda, CloudWatch. Left out, since you may not run /lambda logs and /lambda history in production, eu-central-1.',
    )
    expect([asked.logs, trails]).toEqual([[], []])
  })

  const needs: readonly (readonly [string, Given, patterns: readonly string[], trails: number])[] = [
    ['the REPORT lines where nothing failed', {}, [reportPattern], 1],
    [
      'both of what is slow and fails',
      { typed: ' --about slow', counts: failing.counts },
      [failurePattern, reportPattern],
      1,
    ],
    ['no trail for what it costs', { typed: ' --about cost' }, [reportPattern], 0],
    ['neither for what is throttled', { typed: ' --about throttled' }, [], 0],
    [
      'the log where it is said to be throttled and calls fail: what it calls may be',
      { typed: ' --about throttled', counts: failing.counts },
      [failurePattern],
      0,
    ],
    ['the trail where it has a limit', { typed: ' --about throttled', details: { reservedConcurrency: 5 } }, [], 1],
    ['the trails of what is never called', { typed: ' --about idle', counts: {} }, [], 2],
    ['neither for what is called, as asked', { typed: ' --about idle' }, [], 0],
    ['the trail where it is switched off', { typed: ' --about idle', details: { reservedConcurrency: 0 } }, [], 1],
  ]
  it.each(needs)('reads %s', async (_, given, ...read) => {
    const { view, asked, trails } = why(given)
    await view
    expect([asked.logs.map(({ pattern }) => pattern), trails.length]).toEqual(read)
  })

  describe('asks CloudTrail for who switched what calls it', () => {
    const rule = queue({ kind: 'EventBridge', name: 'nightly', state: undefined, id: undefined })
    const off = queue({ state: 'Disabled' })
    const idle = { typed: ' --about idle', counts: {} }
    const bucket = queue({ kind: 'S3', name: 'uploads', state: undefined, id: undefined })
    const topic = queue({ kind: 'SNS', name: 'orders', state: undefined, id: undefined })
    const deleted = 'DeleteEventSourceMapping20150331'
    const disabled = [trailEvent('DisableRule', noon - 30 * hour, { asked: '{"name":"nightly"}' })]
    it.each<readonly [string, Given, calls: readonly string[]]>([
      ['not of a queue that is on, but of one that it had', idle, [deleted]],
      [
        'of a queue that is off',
        { ...idle, details: { triggers: [off] } },
        ['UpdateEventSourceMapping20150331', deleted],
      ],
      ['of a rule', { ...idle, details: { triggers: [rule] } }, [deleted, 'DisableRule', 'DeleteRule']],
      ['of a bucket', { ...idle, details: { triggers: [bucket] } }, [deleted, 'PutBucketNotification']],
      ['of a topic', { ...idle, details: { triggers: [topic] } }, [deleted, 'Unsubscribe']],
      [
        'of a topic that lost a subscription, and of one that was added since',
        { ...idle, details: { triggers: [topic] }, trail: [trailEvent('Unsubscribe', noon - 30 * hour)] },
        [deleted, 'Unsubscribe', 'Subscribe'],
      ],
      [
        'of a key that Lambda cannot use',
        { typed: ' --about failing', counts: {}, details: { environmentError: 'DisabledException', keyArn: 'k' } },
        ['DisableKey', 'ScheduleKeyDeletion', 'EnableKey'],
      ],
      [
        'not of a key for whom that is not allowed',
        {
          typed: ' --about failing',
          counts: {},
          details: { environmentError: 'DisabledException', keyArn: 'k' },
          may: allowing(),
        },
        [],
      ],
      [
        'of a rule that was off, and on again',
        { ...idle, details: { triggers: [rule] }, trail: disabled },
        [deleted, 'DisableRule', 'DeleteRule', 'EnableRule', 'PutRule'],
      ],
      ['not of a rule that calls it', { typed: ' --about idle', details: { triggers: [rule] } }, []],
      ['not where it fails', { ...failing, typed: ' --about failing', details: { triggers: [rule, off] } }, []],
      ['not for whom that is not allowed', { ...idle, details: { triggers: [rule] }, may: allowing() }, []],
    ])('%s', async (_, given, calls) => {
      const { view, trails } = why(given)
      await view
      expect(trails.flatMap(({ call }) => call ?? [])).toEqual(calls)
    })

    it('and says who it was', async () => {
      const shown = await why({ ...idle, details: { triggers: [rule] }, trail: disabled }).view
      expect(leadText(shown)).toBe(
        'order-intake was not called in the last day, most likely since its rule was disabled: grace (role deployer) disabled the EventBridge rule nightly 2026-11-22T06:00Z, 1 d ago, and nobody has enabled it since, as far as CloudTrail shows.',
      )
      expect(noteText(shown)).toBe('Read 2026-11-23T12:00Z: Lambda, CloudWatch, CloudTrail.')
    })
  })

  it('knows an error that names no call, as Python writes it', async () => {
    const thrown = "[ERROR] KeyError: 'total'\nTraceback (most recent call last):\n  File"
    const lines = [1, 2, 3].map((index) => ({ at: noon - hour + index * 1000, stream: 's', text: thrown }))
    const shown = await why({ counts: failing.counts, lines }).view
    expect(leadText(shown)).toBe(
      'order-intake fails: The code reads total where it is not. All 3 failed calls that were read ended so.',
    )
  })

  it('goes on without the metrics', async () => {
    const shown = await why({ counts: failing.counts, lines: failing.lines, measured: undefined }).view
    expect(leadText(shown)).toMatch(/^order-intake fails with an error of its own code/)
    expect(noteText(shown)).toContain('nothing is measured in this test')
  })

  it('says that nothing wrong can be read', async () => {
    const shown = await why({}).view
    expect(leadText(shown)).toBe(
      'Nothing that Windlass can read is wrong with order-intake: 2,880 calls in the last day, none failed, none throttled.',
    )
    expect(pressable(shown)).toMatchObject({
      Show: `lambda show order-intake ${place}`,
      'Read again': 'lambda why order-intake',
    })
  })

  it('names what can be asked where something else was', async () => {
    const shown = await why({ typed: ' --about broken' }).view
    expect(leadText(shown)).toContain(
      'broken is nothing that is asked of a function; those are failing, slow, throttled, idle, cost.',
    )
  })
})

describe('what the account may run at once', () => {
  const throttles = (at: number) => (at === noon - hour ? 12 : at === deployedAt ? 3 : 0)
  const throttled = { counts: { invocations: 2880, throttles: 15 }, measured: measuredDay({ throttles }) }
  const minutes = { from: noon - hour, until: noon - hour + 300_000 }

  it('is read of the minutes in which most calls were throttled, and said where it cannot be', async () => {
    const { view, accounts } = why({ ...throttled, typed: ' --about throttled' })
    expect(noteText(await view)).toContain('The account cannot be read.')
    expect(accounts).toEqual([minutes])
  })

  it.each([
    ['none was throttled', { typed: ' --about throttled' }],
    ['it is asked why it is slow', { ...throttled, typed: ' --about slow' }],
    ['it has a limit of its own', { ...throttled, details: { reservedConcurrency: 10 } }],
    ['when they were is not known', { ...throttled, measured: undefined }],
  ])('is not read where %s', async (_, given) => {
    const { view, accounts } = why(given)
    await view
    expect(accounts).toEqual([])
  })
})
