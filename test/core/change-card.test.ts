import { describe, expect, it, test } from 'vitest'
import type { Change, Progress } from '../../src/core/change.ts'
import { changeCard, changeDetails } from '../../src/core/change-card.ts'
import { plain } from '../../src/core/text.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { anAccount } from '../fixtures/account.ts'
import { aChange, changeCommandOf, planFor } from '../fixtures/change.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, tableOf } from '../fixtures/run-command.ts'
import { anInstance, frankfurt, noon } from '../fixtures/values.ts'

const ids = ['i-0a9c31f7e21b40d55', 'i-0b7741c9d03e8fa12', 'i-0c1102c9d03e8fa34'] as const
const owner = { owner: 'ada' }
const group = { name: 'web', desired: 2, members: 2, min: 1, replaces: true }
const [web1, web2, web3] = [
  anInstance({ id: ids[0], name: 'web-1', tags: owner, publicAddress: '54.93.18.7' }),
  anInstance({ id: ids[1], name: 'web-2', tags: owner }),
  anInstance({ id: ids[2], name: 'web-3', tags: owner, state: 'stopped' }),
]
const account = anAccount([web1, web2, web3], [], { around: { [ids[1]]: { group } } })

async function stopOf(given: Partial<Change> = {}): Promise<Change> {
  return aChange(await planFor('ec2 stop', [web1, web2, web3], account), given)
}

const decided = { decidedBy: 'U0ADA', decidedAt: noon + 60_000 }
const at = noon + 70_000
const there: Progress = { kind: 'there', at: at + 34_000, acceptedAt: at, state: 'stopped' }

async function cardOf(given: Partial<Change>, name = 'ec2 stop', now = noon) {
  return changeCard(await stopOf(given), changeCommandOf(name), now)
}

describe('a proposal', () => {
  test('looks as in reference/messages/changing.png', async () => {
    await expectGolden(await cardOf({}), 'change-proposed')
  })

  it('says what would happen to what, why, and everything that comes with it', async () => {
    const view = await cardOf({})
    expect(leadText(view)).toBe('Stop 2 instances in production, eu-central-1?')
    expect(paragraphsOf(view)).toEqual(['<@U0ADA>: OPS-412 patching'])
    expect(tableOf(view)?.rows).toEqual([
      ['web-1', ids[0], 'running', 'ada', 'production'],
      ['web-2', ids[1], 'running', 'ada', 'production'],
    ])
    expect(bulletsOf(view)[0]).toContain('web-2 belongs to the Auto Scaling group web (1 of 2)')
    expect(bulletsOf(view).at(-1)).toBe('Left out: web-3, already stopped.')
    expect(noteText(view)).toBe(
      'Rehearsed with AWS 2026-11-23T12:00Z: allowed. Rule changers-change, policies/production.cedar line 13. Expires 2026-11-23T12:10Z. Change 7KQ2.',
    )
    expect(pressable(view)).toEqual({
      'Stop 2 instances': 'confirm',
      Cancel: 'cancel',
      'Show them': `ec2 list ${ids[0]} ${ids[1]} --account production --region eu-central-1`,
    })
    expect(view.isShareable).toBeUndefined()
  })

  it('of one instance has its name in the first line and the number on the button', async () => {
    const plan = await planFor('ec2 start', [web3], account)
    const view = changeCard(aChange(plan, { reason: undefined }), changeCommandOf('ec2 start'), noon)
    expect(leadText(view)).toBe('Start web-3 in production, eu-central-1?')
    expect(paragraphsOf(view)).toEqual(['<@U0ADA>: no reason given'])
    expect(view.actions[0]).toMatchObject({ label: 'Start 1 instance', style: 'primary' })
  })

  it('that does not fit is in a file, whole, and says that it is not all', async () => {
    const many = Array.from({ length: 34 }, (_, index) => anInstance({ name: `batch-${index + 1}` }))
    const plan = await planFor('ec2 terminate', many, anAccount(many))
    const view = changeCard(aChange(plan), changeCommandOf('ec2 terminate'), noon)
    expect(tableOf(view)?.rows).toHaveLength(20)
    expect(paragraphsOf(view).at(-1)).toBe(
      'This is not all of it: shown are the first 20 of 34. All is in change-7KQ2.txt, in your direct messages. Read it before you confirm.',
    )
    for (const { id } of many) expect(view.file?.content).toContain(id)
    expect(view.actions[0]).toMatchObject({ label: 'Terminate 34 instances', style: 'danger' })
  })
})

describe('a change on its way', () => {
  const accepted: Progress = { kind: 'accepted', at, requestId: 'r-1', state: 'running' }

  test('looks as in reference/messages/changing.png', async () => {
    const change = { ...decided, state: 'following', progress: [there, accepted] } as const
    await expectGolden(await cardOf(change, 'ec2 stop', at + 41_000), 'change-following')
  })

  it('has a line for each target with its mark and words', async () => {
    const progress: Progress[] = [accepted, { kind: 'waiting' }]
    const view = await cardOf({ ...decided, state: 'applying', progress }, 'ec2 stop', at + 41_000)
    expect(leadText(view)).toBe('Stopping 2 instances in production, eu-central-1')
    expect(paragraphsOf(view).at(-1)).toBe(
      '◐ web-1 stopping, 41 s so far; most take under a minute\n○ web-2 waits for its turn',
    )
    expect(noteText(view)).toBe('Confirmed by <@U0ADA>, 2026-11-23T12:01Z. Change 7KQ2.')
    expect(pressable(view)).toMatchObject({ 'Pause what is left': 'windlass pause' })
  })

  it('that takes longer than most says so', async () => {
    const view = await cardOf({ ...decided, state: 'following', progress: [there, accepted] }, 'ec2 stop', at + 200_000)
    expect(paragraphsOf(view).at(-1)).toContain(
      'web-2 stopping, 3 min so far; longer than most, which take under a minute',
    )
    expect(Object.keys(pressable(view))).not.toContain('Pause what is left')
  })
})

describe('a change that is done', () => {
  const done = { ...decided, state: 'done', progress: [there, there], endedAt: noon + 112_000 } as const

  test('looks as in reference/messages/changing.png', async () => {
    await expectGolden(await cardOf(done), 'change-done')
  })

  it('offers what takes it back, for the same reason, as a change like any other', async () => {
    const view = await cardOf(done)
    expect(leadText(view)).toBe('Stopped 2 of 2 instances in production, eu-central-1, in 52 s')
    expect(pressable(view)['Undo: start 2 instances']).toBe(
      `ec2 start ${ids[0]} ${ids[1]} --account production --region eu-central-1 --reason OPS-412 patching`,
    )
  })

  it('offers no way back where there is none', async () => {
    for (const name of ['ec2 reboot', 'ec2 terminate']) {
      const labels = Object.keys(pressable(await cardOf(done, name)))
      expect(labels.filter((label) => label.startsWith('Undo'))).toEqual([])
    }
  })
})

describe('a change that ended otherwise', () => {
  const ended = { ...decided, state: 'ended', endedAt: noon + 112_000 } as const
  const refused: Progress = {
    kind: 'refused',
    at,
    code: 'IncorrectInstanceState',
    message: 'AWS did not stop it: it is stopping.',
    requestId: undefined,
  }

  test('looks as in reference/messages/changing.png', async () => {
    await expectGolden(await cardOf({ ...ended, progress: [there, refused] }), 'change-ended')
  })

  it('says what failed and why, what is true now, and tries only the rest again', async () => {
    const view = await cardOf({ ...ended, progress: [there, refused] })
    expect(leadText(view)).toBe('Stopped 1 of 2 instances in production, eu-central-1. web-2 was refused.')
    expect(paragraphsOf(view)).toEqual(['✓ web-1 stopped after 34 s\n✕ web-2: AWS did not stop it: it is stopping.'])
    expect(noteText(view)).toContain('web-2 is as it was.')
    expect(pressable(view)).toMatchObject({
      'Try the rest again': `ec2 stop ${ids[1]} --account production --region eu-central-1 --reason OPS-412 patching`,
      'Undo: start 1 instance': `ec2 start ${ids[0]} --account production --region eu-central-1 --reason OPS-412 patching`,
    })
  })

  it('because of a pause says what was not tried', async () => {
    const reason = 'changes are paused by <@U0BO>'
    const view = await cardOf({
      ...ended,
      progress: [there, { kind: 'not-tried', at, reason }],
      ending: 'It was paused.',
    })
    expect(leadText(view)).toContain('web-2 was not tried.')
    expect(paragraphsOf(view)).toEqual([
      '✓ web-1 stopped after 34 s\n– web-2 was not tried: changes are paused by <@U0BO>',
      'It was paused.',
    ])
  })

  it('with one that takes long offers to keep looking', async () => {
    const late: Progress = { kind: 'late', at: at + 900_000, acceptedAt: at, state: 'stopping' }
    const view = await cardOf({ ...ended, progress: [there, late] })
    expect(leadText(view)).toContain('web-2 takes longer than Windlass looks by itself.')
    expect(paragraphsOf(view)[0]).toContain('◐ web-2 is still stopping after 15 min')
    expect(pressable(view)).toMatchObject({ 'Keep looking': 'look-again' })
    expect(pressable(view)).not.toHaveProperty('Try the rest again')
  })

  it('with one of which nobody knows says that first, and a person decides', async () => {
    const unknown: Progress = { kind: 'unknown', at, message: 'The connection was cut after the call.' }
    const plan = await planFor('ec2 reboot', [web1], account)
    const change = aChange(plan, { ...ended, progress: [unknown] })
    const view = changeCard(change, changeCommandOf('ec2 reboot'), noon)
    expect(leadText(view)).toBe('It is not known whether web-1 was rebooted. Look before you do it again.')
    expect(Object.keys(pressable(view))).toEqual(['Show web-1', 'Reboot web-1 again'])
  })
})

describe('a change that was dropped', () => {
  it('says who cancelled it and that nothing happened', async () => {
    const view = await cardOf({ ...decided, state: 'cancelled', endedAt: noon + 60_000 })
    expect(leadText(view)).toBe('Cancelled: stop 2 instances in production, eu-central-1. Nothing was changed.')
    expect(noteText(view)).toBe('Cancelled by <@U0ADA>, 2026-11-23T12:01Z. Change 7KQ2.')
    expect(Object.keys(pressable(view))).toEqual(['Ask again', 'Show them'])
  })

  it('says until when nobody confirmed it', async () => {
    const view = await cardOf({ state: 'expired', endedAt: noon + 600_000 })
    expect(leadText(view)).toBe('Expired: stop 2 instances in production, eu-central-1. Nothing was changed.')
    expect(noteText(view)).toBe('Nobody confirmed it by 2026-11-23T12:10Z. Change 7KQ2.')
  })
})

it('names every place where there are several', async () => {
  const abroad = anInstance({ name: 'web-9', place: { ...frankfurt, region: 'us-east-1' } })
  const plan = await planFor('ec2 stop', [web1, abroad], anAccount([web1, abroad]))
  const view = changeCard(aChange(plan), changeCommandOf('ec2 stop'), noon)
  expect(leadText(view)).toBe('Stop 2 instances in production (eu-central-1, us-east-1)?')
})

it('cannot be moved from anywhere but its card', async () => {
  const details = changeDetails(await stopOf(), changeCommandOf('ec2 stop'), noon)
  expect(plain(details.lead)).toContain('Stop 2 instances')
  expect(Object.keys(pressable(details))).toEqual(['Show them'])
})

async function expectGolden(view: ReturnType<typeof changeCard>, name: string): Promise<void> {
  const message = JSON.stringify(renderMessage(view, '7KQ2'), undefined, 2)
  await expect(`${message}\n`).toMatchFileSnapshot(`../slack/golden/${name}.json`)
}

describe('a step of which no answer came', () => {
  it('is said to be asked for, and after a while that nobody knows yet', async () => {
    const web = anInstance({ name: 'web-1' })
    const plan = await planFor('ec2 stop', [web], anAccount([web]))
    const change = aChange(plan, { state: 'applying', progress: [{ kind: 'begun', at: noon }] })
    const line = (now: number) => paragraphsOf(changeCard(change, changeCommandOf('ec2 stop'), now)).join(' ')
    expect(line(noon + 5_000)).toContain('web-1: AWS is being asked')
    expect(line(noon + 81_000)).toContain('asked of AWS 81 s ago, not known yet whether it was done')
  })
})
