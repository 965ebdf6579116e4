import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { changesIn, click, idOf, nextAnswer, openChangeStage, saysIn, submit, untilSays } from './change-stage.ts'
import { ask, channels, directs, people, pressable } from './stage.ts'

const ada = 'T0HARBOUR-U0ADA'
const grace = 'T0HARBOUR-U0GRACE'

describe('a stop', () => {
  it('is shown, confirmed, followed to its end and undone', async () => {
    const stage = await openChangeStage()
    const card = await ask(stage, '/ec2 stop checkout-staging-1 --reason "OPS-412 patching"')
    expect(card.text).toMatch(/^Stop checkout-staging-1 in staging, eu-central-1/)
    expect(card.visibleTo).toBeUndefined()
    expect(saysIn(card)).toContain('OPS-412 patching')
    expect(changesIn(stage)).toEqual([])

    await click(stage, card, { label: 'Stop 1 instance' })
    const done = await untilSays(stage, card, /^Stopped 1 of 1/)
    const undo = await nextAnswer(stage, {}, () => click(stage, done, { label: /^Undo/ }))
    expect(undo.text).toMatch(/^Start checkout-staging-1/)
    expect(changesIn(stage)).toHaveLength(1)
    await click(stage, undo, { label: 'Start 1 instance' })
    await untilSays(stage, undo, /^Started 1 of 1/)
    expect(changesIn(stage)).toEqual([
      { call: 'StopInstances checkout-staging-1', error: undefined, by: ada, isMoved: true },
      { call: 'StartInstances checkout-staging-1', error: undefined, by: ada, isMoved: true },
    ])
  }, 30_000)

  it('calls what the command declares and nothing else, each step with rights for itself alone', async () => {
    const stage = await openChangeStage()
    const stop = commands.find(({ words }) => words.join(' ') === 'ec2 stop')
    stage.aws.allowOnly(stop?.kind === 'change' ? [...stop.aws.read, ...stop.aws.change] : [])
    const card = await ask(stage, '/ec2 stop loadtest-1 loadtest-2')
    await click(stage, card, { label: 'Stop 2 instances' })
    await untilSays(stage, card, /^Stopped 2 of 2/)
    const calls = stage.aws.calls.filter(({ service }) => service !== 'sts')
    expect(calls.filter(({ isUndeclared }) => isUndeclared)).toEqual([])
    expect(new Set(calls.map(({ sourceIdentity }) => sourceIdentity))).toEqual(new Set([ada]))

    const sessions = stage.aws.trail().flatMap(({ requestParameters }) => {
      const { policy, roleArn } = Object(requestParameters)
      return String(roleArn).endsWith('/WindlassChange') ? [JSON.parse(String(policy)).Statement] : []
    })
    const arn = (name: string) => `arn:aws:ec2:eu-central-1:444455556666:instance/${idOf(stage, name)}`
    const only = (name: string) => [{ Effect: 'Allow', Action: 'ec2:StopInstances', Resource: arn(name) }]
    // Both rehearsed at once, then done one after the other.
    const [first, second, ...steps] = sessions
    expect([first, second]).toEqual(expect.arrayContaining([only('loadtest-1'), only('loadtest-2')]))
    expect(steps).toEqual([only('loadtest-1'), only('loadtest-2')])
  }, 30_000)

  it('of production is for the lead, who types the name', async () => {
    const stage = await openChangeStage()
    const refused = await ask(stage, '/ec2 stop grafana')
    expect(refused.text).toMatch(/^You may not stop grafana.*Changes to production are for leads/)
    expect(saysIn(refused)).toContain('production-is-for-leads')

    const as = people.grace.id
    const card = await ask(stage, '/ec2 stop grafana', { as })
    await click(stage, card, { label: 'Stop 1 instance', as })
    expect((await submit(stage, as, 'graphana')).reply).toMatchObject({ ok: false })
    expect(changesIn(stage)).toEqual([])
    expect((await submit(stage, as, 'grafana')).reply).toEqual({ ok: true })
    await untilSays(stage, card, /^Stopped 1 of 1/)
    expect(changesIn(stage)).toEqual([{ call: 'StopInstances grafana', error: undefined, by: grace, isMoved: true }])
  }, 30_000)
})

describe('who may not', () => {
  it('is told the rule, and AWS is asked nothing', async () => {
    const stage = await openChangeStage()
    const before = stage.aws.calls.filter(({ service }) => service === 'ec2').length
    const refused = await ask(stage, '/ec2 stop checkout-staging-1', { as: people.lin.id })
    expect(refused.text).toMatch(/^You may not run \/ec2 stop.*group changers/)
    expect(saysIn(refused)).toContain('Nothing was sent to AWS')
    expect(stage.aws.calls.filter(({ service }) => service === 'ec2')).toHaveLength(before)
  })

  it('is from another organisation: nothing is shown or done', async () => {
    const stage = await openChangeStage()
    const said = { as: people.rob.id, channel: channels.initechShared }
    const refused = await ask(stage, '/ec2 stop checkout-staging-1', said)
    expect(refused.text).toMatch(/You are here from another organisation/)
    expect(stage.aws.calls.filter(({ service }) => service === 'ec2')).toEqual([])
  })

  it('cannot confirm what somebody else asked for', async () => {
    const stage = await openChangeStage()
    const card = await ask(stage, '/ec2 stop checkout-staging-1')
    const as = people.lin.id
    const refused = await nextAnswer(stage, { as }, () => click(stage, card, { label: 'Stop 1 instance', as }))
    expect(refused.text).toContain('Only who asked for a change')
    expect(refused.visibleTo).toBe(as)
    expect(changesIn(stage)).toEqual([])
  })

  it('learns that an account without a change role is only read', async () => {
    const stage = await openChangeStage()
    const refused = await ask(stage, '/ec2 terminate release-bell', { as: people.grace.id })
    expect(refused.text).toMatch(/sandbox is read-only/)
    expect(changesIn(stage)).toEqual([])
  })

  it('leaves a termination to the lead, who types the name and is offered no undo', async () => {
    const stage = await openChangeStage()
    expect((await ask(stage, '/ec2 terminate loadtest-4')).text).toMatch(/^You may not .*terminate/)
    const as = people.grace.id
    const card = await ask(stage, '/ec2 terminate loadtest-4', { as })
    await click(stage, card, { label: 'Terminate 1 instance', as })
    await submit(stage, as, 'loadtest-4')
    const done = await untilSays(stage, card, /^Terminated 1 of 1/)
    expect(pressable(done).filter(({ label }) => label.startsWith('Undo'))).toEqual([])
  }, 30_000)
})

describe('the card', () => {
  it('stands where it was asked for: in the thread of a mention, and in direct messages', async () => {
    const stage = await openChangeStage()
    const mention = await ask(stage, '@windlass ec2 stop checkout-staging-1')
    expect(mention).toMatchObject({ channel: channels.ops, text: expect.stringMatching(/^Stop checkout-staging-1/) })
    const direct = await ask(stage, 'ec2 stop loadtest-1', { channel: directs.ada })
    await click(stage, direct, { label: 'Stop 1 instance' })
    await untilSays(stage, direct, /^Stopped 1 of 1/)
  }, 30_000)

  it.each([
    ['where the bot is no member', channels.webTeam],
    ['where another organisation reads along', channels.initechShared],
  ])(
    'goes to direct messages %s, and the person is told where it is',
    async (_, channel) => {
      const stage = await openChangeStage()
      const card = await nextAnswer(stage, { channel: directs.ada }, async () => {
        const word = await ask(stage, '/ec2 stop checkout-staging-1', { channel })
        expect(word.text).toContain('direct messages')
        expect(word.visibleTo).toBe(people.ada.id)
      })
      await click(stage, card, { label: 'Stop 1 instance' })
      await untilSays(stage, card, /^Stopped 1 of 1/)
    },
    30_000,
  )
})

it('a pause by one person stops the running change of another at its next step', async () => {
  const stage = await openChangeStage()
  const card = await ask(stage, '/ec2 stop loadtest-1 loadtest-2')
  const instance = idOf(stage, 'loadtest-1')
  stage.aws.faults.add({ where: { action: 'StopInstances', instance }, fault: { kind: 'slow', ms: 2_000 } })
  const sessions = () => stage.aws.calls.filter(({ action }) => action === 'AssumeRole').length
  const before = sessions()
  await click(stage, card, { label: 'Stop 2 instances' })
  // The first step's own: it is under way.
  await expect.poll(sessions).toBeGreaterThan(before)
  await ask(stage, '/windlass pause --reason "an incident"', { as: people.grace.id })
  const ended = await untilSays(stage, card, /^Stopped /)
  expect(saysIn(ended)).toMatch(/loadtest-2.*was not tried.*paused/)
  expect(changesIn(stage).map(({ call }) => call)).toEqual(['StopInstances loadtest-1'])
  const refused = await ask(stage, '/ec2 stop loadtest-2')
  expect(refused.text).toMatch(/^Changes are paused by/)
}, 30_000)
