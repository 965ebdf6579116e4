import { beforeAll, describe, expect, it, test } from 'vitest'
import { lambdaAlias } from '../../src/commands/lambda/alias.ts'
import { lambdaRollback } from '../../src/commands/lambda/rollback.ts'
import type { Change, Progress } from '../../src/core/change.ts'
import { changeCard } from '../../src/core/change-card.ts'
import type { ChangeCommand } from '../../src/core/command.ts'
import type { Plan } from '../../src/core/plan.ts'
import type { View } from '../../src/core/view.ts'
import { anAlias, intake, planned } from '../fixtures/aliases.ts'
import { aChange } from '../fixtures/change.ts'
import { leadText, noteText, paragraphsOf, pressable, tableOf } from '../fixtures/run-command.ts'
import { noon } from '../fixtures/values.ts'

const decided = { decidedBy: 'U0ADA', decidedAt: noon + 60_000 }
const at = noon + 70_000
const where = 'production, eu-central-1'
const on = ['order-intake', '--account', 'production', '--region', 'eu-central-1', '--alias', 'live'].join(' ')
const why = '--reason OPS-412 patching'
const state = 'sending 10 % of calls to 7, the rest to 6'
const accepted = { kind: 'accepted', at, requestId: 'r-1', state } as const
const there = { kind: 'there', acceptedAt: at, at: at + 600_000, state } as const

let canary: Plan
let whole: Plan
let back: Plan

beforeAll(async () => {
  canary = await planned(lambdaAlias, { version: '7', weight: 10 })
  whole = await planned(lambdaAlias, { version: '7' })
  back = await planned(lambdaRollback, {}, { aliases: [anAlias({ version: '7' })] })
})

function cardOf(plan: Plan, given: Partial<Change> = {}, command: ChangeCommand = lambdaAlias): View {
  return changeCard(aChange(plan, given), command, at + 41_000)
}

function ended(plan: Plan, progress: Progress, command?: ChangeCommand): View {
  const done = progress.kind === 'there' ? 'done' : 'ended'
  return cardOf(plan, { ...decided, state: done, progress: [progress], endedAt: noon + 112_000 }, command)
}

describe('a proposal for a function', () => {
  it('says what part of it changes, from what to what, and that nothing was rehearsed', () => {
    const view = cardOf(whole, { rehearsedAt: undefined })
    expect(leadText(view)).toBe(`Move an alias of order-intake in ${where}?`)
    expect(paragraphsOf(view)).toEqual(['<@U0ADA>: OPS-412 patching', 'live: from 6 to 7'])
    expect(noteText(view)).toMatch(/^Not rehearsed: Lambda has no dry run for this\. Rule /)
    expect(pressable(view)).toMatchObject({ 'Move an alias of order-intake': 'confirm', Cancel: 'cancel' })
  })

  it('that stops something is confirmed with a red button', () => {
    expect(cardOf(whole).actions[0]).toMatchObject({ style: 'primary' })
    expect(cardOf({ ...whole, stops: true }).actions[0]).toMatchObject({ style: 'danger' })
  })

  it('without a part has its name alone, on the button too', () => {
    const view = cardOf(back, {}, lambdaRollback)
    expect(leadText(view)).toBe(`Roll back order-intake in ${where}?`)
    expect(pressable(view)).toHaveProperty('Roll back order-intake')
  })

  it('that is more than fits has what changes in its file too', () => {
    const impact = Array.from({ length: 20 }, (_, index) => [`point ${index}`])
    expect(cardOf({ ...whole, impact }).file?.content).toContain('\nlive: from 6 to 7\n')
  })

  it('that was dropped says what it would have been', () => {
    const view = cardOf(whole, { ...decided, state: 'cancelled' })
    expect(leadText(view)).toBe(`Cancelled: move an alias of order-intake in ${where}. Nothing was changed.`)
    expect(paragraphsOf(view)).toContain('live: from 6 to 7')
  })
})

describe('the end of a change of a function', () => {
  const refused = { kind: 'refused', at, code: 'x', message: 'AWS did not.', requestId: undefined } as const
  const astray = { kind: 'astray', at, message: 'it was moved since: live sends all calls to 5 now.' } as const
  const late = { kind: 'late', acceptedAt: at, at: at + 900_000, state: 'sending all calls to 6' } as const
  const unknown = { kind: 'unknown', at, message: 'The connection was cut.' } as const

  test.each<[Progress, string]>([
    [there, `Moved an alias of order-intake in ${where}, in 52 s`],
    [refused, `Did not move an alias of order-intake in ${where}. order-intake was refused.`],
    [astray, `Moved an alias of order-intake in ${where}. order-intake did not stay that way.`],
    [late, `Moving an alias of order-intake in ${where}. order-intake takes longer than Windlass looks by itself.`],
    [unknown, 'It is not known whether an alias of order-intake was moved. Look before you do it again.'],
  ])('%o is said by its name', (progress, lead) => {
    const view = ended(whole, progress)
    expect(leadText(view)).toBe(lead)
    expect(paragraphsOf(view)[0]).toBe('live: from 6 to 7')
  })

  it('says what the part is now; without a part, what was done', () => {
    expect(paragraphsOf(ended(whole, { ...there, at: at + 3_000, state: 'sending all calls to 7' }))[1]).toBe(
      '✓ order-intake: sending all calls to 7, after 3 s',
    )
    const rolled = ended(back, { ...there, at: at + 3_000, state: 'sending all calls to 6' }, lambdaRollback)
    expect(paragraphsOf(rolled)[1]).toBe('✓ order-intake rolled back after 3 s')
    expect(leadText(rolled)).toBe(`Rolled back order-intake in ${where}, in 52 s`)
  })

  it('has no duration where it took none, as an answer that says it is done', () => {
    const view = ended(whole, { ...there, at: at + 400, state: 'sending all calls to 7' })
    expect(paragraphsOf(view)[1]).toBe('✓ order-intake: sending all calls to 7')
  })

  it('that was refused is tried again, without a rest', () => {
    const view = ended(whole, refused)
    expect(pressable(view)).toHaveProperty('Try again')
    expect(pressable(view)).not.toHaveProperty('Try the rest again')
  })

  it('offers the way back that the plan knows, only where it got there, before the command’s own', () => {
    const undo = () => ['lambda', 'show']
    const command = { ...lambdaAlias, undo }
    expect(pressable(ended(whole, there, command))).toMatchObject({
      'Roll back to 6': `lambda rollback ${on} --version 6 ${why}`,
    })
    for (const progress of [refused, astray, unknown])
      expect(pressable(ended(whole, progress, command))).not.toHaveProperty('Roll back to 6')
  })
})

describe('what a command offers', () => {
  const offers = {
    'Roll back': `lambda rollback ${on} --version 6 ${why}`,
    'Send all to 7': `lambda alias ${on} --version 7 ${why}`,
  }

  it('comes first, while it is followed and at its end', () => {
    for (const view of [
      cardOf(canary, { ...decided, state: 'following', progress: [accepted] }),
      ended(canary, there),
    ]) {
      expect(pressable(view)).toMatchObject(offers)
      expect(view.actions.map((action) => action.verb)).toEqual(['roll-back', 'send-all', 'show'])
    }
  })

  it('is not on the proposal', () => {
    expect(pressable(cardOf(canary))).not.toHaveProperty('Roll back')
  })

  it('leaves at most five buttons', () => {
    const offered = Array.from({ length: 5 }, (_, index) => {
      return { kind: 'button', verb: `v${index}`, label: `L${index}`, does: { kind: 'run', words: ['ec2'] } } as const
    })
    const view = ended(whole, there, { ...lambdaAlias, offers: () => offered })
    expect(view.actions).toEqual(offered)
  })
})

describe('two versions side by side', () => {
  const old = { version: '6', calls: 210, errors: 0, p95Ms: 90 }
  const fresh = { version: '7', calls: 23, errors: 4, p95Ms: 1_240 }
  const followed = (compared: Progress & { kind: 'accepted' }) =>
    cardOf(canary, { ...decided, state: 'following', progress: [compared] })

  it('are a table with a row each, the old one first, below what it means', () => {
    const view = followed({ ...accepted, compared: [old, fresh] })
    expect(tableOf(view)?.columns.map(({ title }) => title)).toEqual(['Version', 'Calls', 'Errors', 'Rate', 'p95'])
    expect(tableOf(view)?.rows).toEqual([
      ['6', '210', '0', '0 %', '90 ms'],
      ['7', '23', '4', '17 %', '1.24 s'],
    ])
    expect(paragraphsOf(view)).toEqual([
      '<@U0ADA>: OPS-412 patching',
      'live: 10 % of calls to 7, the rest to 6',
      `◐ order-intake ${state}, 41 s so far`,
      'CloudWatch is about a minute behind.',
    ])
    expect(leadText(view)).toBe('7 fails 4 of 23 calls, 6 none of 210: order-intake, live')
    expect(noteText(view)).toBe(`In ${where}. Confirmed by <@U0ADA>, 2026-11-23T12:01Z. Change 7KQ2.`)
  })

  it('are there at the end too', () => {
    const view = ended(canary, { ...there, compared: [old, fresh] })
    expect(leadText(view)).toBe(`Moved an alias of order-intake in ${where}. Compared for 52 s.`)
    expect(paragraphsOf(view).at(-1)).toBe(
      '7 failed 4 of 23 calls (17 %), 6 failed none of 210. Figures of 2026-11-23T12:11Z; CloudWatch is about a minute behind.',
    )
    expect(tableOf(view)?.rows).toHaveLength(2)
  })

  test.each([
    [{ calls: 0, errors: 0, p95Ms: undefined }, {}, 'No call went to 7 yet.'],
    [{ calls: 1, errors: 1 }, {}, 'Only 1 call went to 7, of which 1 failed: too few to compare.'],
    [{ calls: 4, errors: 0 }, {}, 'Only 4 calls went to 7: too few to compare.'],
  ])('of %o beside %o mean: %s', (one, other, sentence) => {
    const view = followed({
      ...accepted,
      compared: [
        { ...old, ...other },
        { ...fresh, ...one },
      ],
    })
    expect(leadText(view)).toBe(`Moving an alias of order-intake in ${where}`)
    expect(paragraphsOf(view).at(-1)).toBe(`${sentence} CloudWatch is about a minute behind.`)
  })

  test.each([
    [{ calls: 5, errors: 5 }, {}, '5 of 5 calls (100 %), 6 VERB none of 210'],
    [
      { calls: 2_000, errors: 1_999 },
      { calls: 30_000, errors: 2 },
      '1,999 of 2,000 calls (99 %), 6 VERB 2 of 30,000 (under 1 %)',
    ],
    [{ errors: 0 }, { calls: 0, errors: 0 }, 'none of 23 calls, no call went to 6'],
    [{ errors: 0 }, { calls: 3, errors: 1 }, 'none of 23 calls, 6 VERB 1 of 3'],
  ])('of %o beside %o are enough for the first line, shorter than at the end', (one, other, words) => {
    const compared = [
      { ...old, ...other },
      { ...fresh, ...one },
    ]
    const short = words.replace('VERB ', '').replaceAll(/ \([^)]+\)/g, '')
    expect(leadText(followed({ ...accepted, compared }))).toBe(`7 fails ${short}: order-intake, live`)
    expect(paragraphsOf(ended(canary, { ...there, compared })).at(-1)).toContain(
      `7 failed ${words.replace('VERB', 'failed')}. Figures of `,
    )
  })

  it('have no rate and no duration where there was no call', () => {
    const none = { version: '7', calls: 0, errors: 0, p95Ms: undefined }
    expect(tableOf(followed({ ...accepted, compared: [old, none] }))?.rows[1]).toEqual(['7', '0', '0', '–', '–'])
  })

  it('are not there before anything was compared', () => {
    expect(tableOf(followed(accepted))).toBeUndefined()
    expect(tableOf(followed({ ...accepted, compared: [] }))).toBeUndefined()
  })
})

it('a step that is asked for again keeps the name of the function', () => {
  expect(canary.targets[0]?.id).toBe(intake.arn)
  const unknown = { kind: 'unknown', at, message: 'The connection was cut.' } as const
  expect(pressable(ended(canary, unknown))['Move an alias of order-intake again']).toBe(
    `lambda alias ${intake.arn} --account production --region eu-central-1 --alias live --version 7 --weight 10 --watch 10m ${why}`,
  )
})
