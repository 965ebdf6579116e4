import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/playground/aws/faults.ts'
import { changesIn, click, idOf, openChangeStage, saysIn, untilSays } from './change-stage.ts'
import { ask, pressable, type Stage } from './stage.ts'

type Trouble = { readonly fault: Fault; readonly times?: number; readonly verb?: 'stop' | 'start' }

/** Two are changed, the first of them in this trouble; what the card says at the end. */
async function changeTwo({ fault, times, verb = 'stop' }: Trouble) {
  const stage = await openChangeStage()
  const [one, other] = verb === 'stop' ? ['loadtest-1', 'loadtest-2'] : ['loadtest-3', 'loadtest-4']
  const card = await ask(stage, `/ec2 ${verb} ${one} ${other}`)
  const action = verb === 'stop' ? 'StopInstances' : 'StartInstances'
  const where = { service: 'ec2', action, instance: idOf(stage, one ?? '') }
  stage.aws.faults.add({ where, fault, ...(times === undefined ? {} : { times }) })
  await click(stage, card, { label: /2 instances/ })
  const end = await untilSays(stage, card, /^(?:Stopped|Started) |^It is not known/)
  return { stage, end, says: saysIn(end) }
}

/** What really moved an instance, in its order. */
function doneIn(stage: Stage): string[] {
  return changesIn(stage).flatMap(({ call, isMoved }) => (isMoved ? [call] : []))
}

describe('AWS says no in the middle', () => {
  it('to all alike: the rest is not tried, and the card says what is missing', async () => {
    const { stage, says } = await changeTwo({ fault: { kind: 'error', code: 'UnauthorizedOperation' } })
    expect(says).toMatch(/^Stopped none of 2 instances.*loadtest-1 was refused.*loadtest-2 was not tried/)
    expect(says).toMatch(/WindlassChange/)
    expect(doneIn(stage)).toEqual([])
  }, 30_000)

  it('to one: the other is done, and the rest can be tried again', async () => {
    const { stage, end, says } = await changeTwo({ fault: { kind: 'error', code: 'IncorrectInstanceState' } })
    expect(says).toMatch(/^Stopped 1 of 2 instances.*loadtest-1 was refused/)
    expect(pressable(end).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Try the rest again', 'Undo: start 1 instance']),
    )
    expect(doneIn(stage)).toEqual(['StopInstances loadtest-2'])
  }, 30_000)

  it('since it has no room: the card says so, and the other is started', async () => {
    const fault = { kind: 'error', code: 'InsufficientInstanceCapacity' } as const
    const { stage, says } = await changeTwo({ fault, verb: 'start' })
    expect(says).toMatch(/^Started 1 of 2 instances.*loadtest-3 was refused/)
    expect(says).toMatch(/capacity/i)
    expect(doneIn(stage)).toEqual(['StartInstances loadtest-4'])
  }, 30_000)

  it('by throttling for good: the card says where each is', async () => {
    const { stage, says } = await changeTwo({ fault: { kind: 'throttle' } })
    expect(says).toMatch(/loadtest-1/)
    expect(says).toMatch(/throttl|too many|limit/i)
    expect(doneIn(stage)).not.toContain('StopInstances loadtest-1')
  }, 60_000)
})

describe('the connection ends', () => {
  it.each([
    ['once', 'lose-answer', 1],
    ['once, in the middle of the answer', 'cut', 1],
    ['each time', 'lose-answer', undefined],
  ] as const)(
    'after the call was done, %s: it is found done, and is not done twice',
    async (_, kind, times) => {
      const { stage, says } = await changeTwo({ fault: { kind }, ...(times === undefined ? {} : { times }) })
      expect(says).toMatch(/^Stopped 2 of 2/)
      expect(doneIn(stage)).toEqual(['StopInstances loadtest-1', 'StopInstances loadtest-2'])
    },
    60_000,
  )

  it('after a reboot was done: a person is asked, and it is not sent twice', async () => {
    const stage = await openChangeStage()
    const card = await ask(stage, '/ec2 reboot loadtest-1')
    stage.aws.faults.add({ where: { action: 'RebootInstances' }, fault: { kind: 'lose-answer' } })
    await click(stage, card, { label: /Reboot 1 instance/ })
    const end = await untilSays(stage, card, /^It is not known whether loadtest-1 was rebooted/)
    expect(pressable(end).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Show loadtest-1', 'Reboot loadtest-1 again']),
    )
    expect(changesIn(stage).map(({ call }) => call)).toEqual(['RebootInstances loadtest-1'])
  }, 30_000)

  it('before the call was done: it is done once', async () => {
    const { stage, says } = await changeTwo({ fault: { kind: 'refuse' }, times: 1 })
    expect(says).toMatch(/^Stopped 2 of 2/)
    expect(doneIn(stage)).toEqual(['StopInstances loadtest-1', 'StopInstances loadtest-2'])
  }, 30_000)

  it('each time: the card says that it is not known, and the other is done', async () => {
    const { stage, says } = await changeTwo({ fault: { kind: 'refuse' } })
    expect(says).toMatch(/^It is not known whether loadtest-1 was stopped/)
    expect(doneIn(stage)).toEqual(['StopInstances loadtest-2'])
  }, 60_000)
})
