import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { anInstance, noon } from '../fixtures/values.ts'
import { applied, confirmed, progressIn, stops } from './applying.ts'
import { aYard } from './changing.ts'
import { accepts, fleet, losesAnswer, losesCall, type Reply, refuses } from './changing-account.ts'

const namesOf = (targets: readonly { readonly name: string }[] = []) => targets.map(({ name }) => name).join(' ')

describe('three steps', () => {
  it('are done in their order, each with its intent and its outcome in the audit', async () => {
    const at = await confirmed()
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(stops(3))
    const events = await at.yard.audit(at.change)
    const steps = events.map(({ kind, targets, requestId }) => [kind, namesOf(targets), requestId])
    expect(steps).toEqual([
      ['proposed', 'web-1 web-2 web-3', undefined],
      ['confirmed', 'web-1 web-2 web-3', undefined],
      ...stops(3).flatMap((_, index) => [
        ['step-begun', `web-${index + 1}`, undefined],
        ['step-accepted', `web-${index + 1}`, 'request-1'],
      ]),
    ])
  })

  it('that are run once more are not done again', async () => {
    const at = await confirmed()
    await applied(at)
    const job = { id: 'apply-again', kind: 'apply', change: at.change.id, dueAt: noon } as const
    await at.yard.work.work({ ...job, claim: 'c', claimedUntil: noon, attempts: 2 }, new AbortController().signal)
    expect(at.yard.account.calls).toEqual(stops(3))
  })

  it('are those that were confirmed, whatever fits the name by now', async () => {
    const at = await confirmed('ec2 stop web-1')
    at.yard.account.change('web-2', { name: 'web-1' })
    await applied(at)
    expect(at.yard.account.calls).toEqual(['stop web-1'])
  })
})

describe('a step that AWS refuses', () => {
  it('does not keep the others from being done', async () => {
    const at = await confirmed('ec2 stop web-*', [accepts, refuses()])
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['accepted', 'refused', 'accepted'])
    expect(change.progress[1]).toMatchObject({ message: expect.stringContaining('its state') })
    expect(await at.yard.audit(change)).toContainEqual(
      expect.objectContaining({ kind: 'step-refused', rule: 'IncorrectInstanceState', requestId: 'request-2' }),
    )
  })

  it('for a reason that holds for all ends the change, and each that was left out is in the audit', async () => {
    const at = await confirmed('ec2 stop web-*', [
      accepts,
      refuses({ code: 'UnauthorizedOperation', spreads: 'account' }),
    ])
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['accepted', 'refused', 'not-tried'])
    expect(at.yard.account.calls).toEqual(stops(2))
    expect(change.progress[2]).toMatchObject({ reason: expect.stringContaining('web-2') })
    const left = (await at.yard.audit(change)).filter(({ kind }) => kind === 'not-tried')
    expect(left.map(({ targets }) => namesOf(targets))).toEqual(['web-3'])
  })

  it.each([
    ['its account', 'account', ['refused', 'not-tried', 'not-tried', 'accepted']],
    ['its Region', 'place', ['refused', 'not-tried', 'accepted', 'accepted']],
  ] as const)('for a reason of %s leaves the others to be done', async (_, spreads, progress) => {
    const [one, two, three, four] = fleet(4)
    if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('no fleet')
    const elsewhere = [
      { ...three, place: { ...three.place, region: 'eu-central-1' } },
      { ...four, place: { account: 'lab', accountId: '222233334444', region: 'us-east-1' } },
    ]
    const yard = await aYard({ instances: [one, two, ...elsewhere] })
    const [, sandbox] = yard.ports.product.accounts
    if (sandbox === undefined) throw new Error('no such account')
    const wide = { ...sandbox, regions: ['us-east-1', 'eu-central-1'] }
    yard.rules.accounts = [wide, { ...wide, name: 'lab', id: '222233334444' }]
    const change = await yard.propose('ec2 stop web-*')
    yard.account.replies.push(refuses({ code: 'C', spreads }))
    await yard.press(change, 'confirm')
    expect(progressIn(await applied({ yard, change }))).toEqual(progress)
  })

  it('as the only one ends the change, and the card says why', async () => {
    const at = await confirmed('ec2 stop web-1', [refuses()])
    expect(await applied(at)).toMatchObject({ state: 'ended' })
    expect(at.yard.outbox.written.at(-1)?.text).toMatch(/Stopped none.*web-1 was refused/)
  })
})

describe('a step of which no answer came', () => {
  it('is looked at, and taken for accepted where it was done', async () => {
    const at = await confirmed('ec2 stop web-*', [losesAnswer])
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(stops(3))
    const [, , , found] = await at.yard.audit(change)
    expect(found).toMatchObject({ kind: 'step-accepted', outcome: expect.stringContaining('by looking') })
  })

  it('is done again where it was not', async () => {
    const at = await confirmed('ec2 stop web-1', [losesCall, losesCall])
    expect(progressIn(await applied(at))).toEqual(['accepted'])
    expect(at.yard.account.calls).toEqual(Array(3).fill('stop web-1'))
    const begun = (await at.yard.audit(at.change)).filter(({ kind }) => kind === 'step-begun')
    expect(begun).toHaveLength(3)
  })

  it('is done again twice at most, and then said to be unknown', async () => {
    const at = await confirmed('ec2 stop web-*', [losesCall, losesCall, losesCall])
    const change = await applied(at)
    expect(at.yard.account.calls).toEqual([...Array(3).fill('stop web-1'), 'stop web-2', 'stop web-3'])
    expect(progressIn(change)).toEqual(['unknown', 'accepted', 'accepted'])
    expect(change.progress[0]).toMatchObject({ message: expect.stringMatching(/did not answer.*it was running/) })
  })

  it('and that is refused when it is done again, is not said to be undone', async () => {
    const at = await confirmed('ec2 stop web-1', [losesCall, refuses()])
    const change = await applied(at)
    expect(change.progress).toMatchObject([{ kind: 'unknown', message: expect.stringMatching(/asked for it before/) }])
    expect(at.yard.outbox.written.at(-1)?.text).toMatch(/It is not known whether web-1 was stopped/)
  })

  it('and that is refused because it was done the first time, is found done', async () => {
    const late: Reply = (move) => {
      move()
      return refuses()(move)
    }
    const at = await confirmed('ec2 stop web-1', [losesCall, late])
    expect(progressIn(await applied(at))).toEqual(['accepted'])
    expect(at.yard.account.calls).toEqual(['stop web-1', 'stop web-1'])
  })

  it('is left to a person where repeating it would do it twice', async () => {
    const at = await confirmed('ec2 reboot web-1', [losesAnswer])
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['unknown'])
    expect(at.yard.account.calls).toEqual(['reboot web-1'])
    const card = at.yard.outbox.written.at(-1)
    expect(card?.text).toMatch(/It is not known whether web-1 was rebooted/)
    expect(card?.view?.actions.map((action) => ('label' in action ? action.label : ''))).toContain('Reboot web-1 again')
  })

  it('is looked at again later where it cannot be looked at either, and nothing is called meanwhile', async () => {
    const { yard, change } = await confirmed('ec2 stop web-1', [
      (move) => {
        move()
        const failures = change.plan.targets.map(({ place }) => ({
          place,
          code: 'Timeout',
          message: 'No answer in 8 s.',
        }))
        yard.reader.findInstances = async () => ({ instances: [], failures })
        return { kind: 'unknown', code: 'NetworkError', message: 'AWS did not answer.' }
      },
    ])
    await expect(applied({ yard, change })).rejects.toThrow('No answer in 8 s.')
    delete yard.reader.findInstances
    // The job is claimed again once its claim has run out.
    await yard.system.advance(61_000)
    const after = await applied({ yard, change })
    expect(after.progress[0]).toMatchObject({ kind: 'accepted' })
    expect(yard.account.calls).toEqual(['stop web-1'])
  })
})

describe('a crash', () => {
  const crash = 'the process is gone'
  const crashes =
    (reply: Reply): Reply =>
    async (move) => {
      await reply(move)
      throw new Error(crash)
    }

  it.each([
    ['after the call', accepts, stops(3)],
    ['before the call', losesCall, ['stop web-1', ...stops(3)]],
  ])('%s leaves a step that is looked at first', async (_, reply, calls) => {
    const at = await confirmed('ec2 stop web-*', [crashes(reply)])
    await expect(at.yard.runJobs()).rejects.toThrow(crash)
    expect(progressIn(await at.yard.getChange(at.change))).toEqual(['begun', 'waiting', 'waiting'])
    await at.yard.system.advance(60_000)
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(calls)
  })

  it('after which the call looks undone is not repeated once it is long ago: somebody may have undone it', async () => {
    const at = await confirmed('ec2 stop web-*', [crashes(accepts)])
    await expect(at.yard.runJobs()).rejects.toThrow(crash)
    at.yard.account.change('web-1', { state: 'running' })
    await at.yard.system.advance(5 * 3_600_000)
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['unknown', 'not-tried', 'not-tried'])
    expect(change.progress[0]).toMatchObject({ message: expect.stringContaining('it was running') })
    expect(at.yard.account.calls).toEqual(['stop web-1'])
  })

  it('after which it cannot be looked at for long asks a person', async () => {
    const at = await confirmed('ec2 stop web-1', [crashes(accepts)])
    await expect(at.yard.runJobs()).rejects.toThrow(crash)
    const failures = at.change.plan.targets.map(({ place }) => ({ place, code: 'Timeout', message: 'No answer.' }))
    at.yard.reader.findInstances = async () => ({ instances: [], failures })
    await at.yard.system.advance(60_000)
    await expect(at.yard.runJobs()).rejects.toThrow('No answer.')
    await at.yard.system.advance(15 * 60_000)
    expect(progressIn(await applied(at))).toEqual(['unknown'])
  })

  it('in the middle of a reboot asks a person and goes on with the rest', async () => {
    const at = await confirmed('ec2 reboot web-*', [crashes(accepts)])
    await expect(at.yard.runJobs()).rejects.toThrow(crash)
    await at.yard.system.advance(60_000)
    expect(progressIn(await applied(at))).toEqual(['unknown', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(['reboot web-1', 'reboot web-2', 'reboot web-3'])
  })

  it('while the outcome could not be written is settled by a look', async () => {
    const at = await confirmed()
    at.yard.written.fails.when = ({ progress }) => progress.some(({ kind }) => kind === 'accepted')
    await expect(at.yard.runJobs()).rejects.toThrow('the disk is full')
    at.yard.written.fails.when = () => false
    await at.yard.system.advance(60_000)
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(stops(3))
  })
})

describe('without a record', () => {
  it('of the intent nothing is called', async () => {
    const at = await confirmed()
    at.yard.written.fails.when = ({ progress }) => progress.some(({ kind }) => kind === 'begun')
    await expect(at.yard.runJobs()).rejects.toThrow('the disk is full')
    expect(at.yard.account.calls).toEqual([])
    expect(await at.yard.getChange(at.change)).toMatchObject({ state: 'confirmed' })
  })

  it('of the confirmation there is none', async () => {
    const yard = await aYard()
    const change = await yard.propose('ec2 stop web-1')
    yard.written.fails.when = ({ state }) => state === 'confirmed'
    await yard.press(change, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('fault')])
    await yard.runJobs()
    expect(yard.account.calls).toEqual([])
  })
})

describe('a job that is given up', () => {
  it('tells the person what was done and what was not', async () => {
    const at = await confirmed('ec2 stop web-*', [accepts, () => Promise.reject(new Error('a fault of its own'))])
    await expect(at.yard.runJobs()).rejects.toThrow('a fault of its own')
    const job = { id: 'apply-1', kind: 'apply', change: at.change.id, dueAt: noon } as const
    await at.yard.work.giveUp({ ...job, claim: 'c', claimedUntil: noon, attempts: 8 }, new Error('a fault of its own'))
    await at.yard.system.advance(60_000)
    const change = await applied(at)
    expect(change).toMatchObject({ state: 'ended', ending: expect.stringContaining('fault of its own') })
    expect(progressIn(change)).toEqual(['accepted', 'begun', 'not-tried'])
    expect(at.yard.outbox.written.at(-1)).toMatchObject({ kind: 'card-update', text: expect.stringContaining('web-2') })
  })

  it('tells why where that is no fault of its own', async () => {
    const { yard, change } = await confirmed()
    const job = { id: 'apply-1', kind: 'apply', change: change.id, dueAt: noon } as const
    const error = new UserError('Unseen', 'EC2 in us-east-1 did not answer in time.')
    await yard.work.giveUp({ ...job, claim: 'c', claimedUntil: noon, attempts: 8 }, error)
    expect(await yard.getChange(change)).toMatchObject({
      ending: 'Windlass could not go on. EC2 in us-east-1 did not answer in time.',
    })
  })
})

it('an instance of production is changed under the same steps', async () => {
  const yard = await aYard({ instances: [anInstance({ name: 'orders-1' })] })
  const change = await yard.propose('ec2 stop orders-1 --reason "OPS-412 patching"')
  const asks = { kind: 'offer', value: `${change.id}:confirm`, filled: { typed: 'orders-1' } } as const
  await yard.press(change, 'confirm', { surface: 'modal', asks })
  await yard.runJobs()
  expect(yard.account.calls).toEqual(['stop orders-1'])
})
