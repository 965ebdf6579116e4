import { describe, expect, test } from 'vitest'
import { NotTakenError } from '../../src/slack/intake.ts'
import { anIntake, click, command, message, restarting, search, storeDown } from './intake-stage.ts'

describe('each is stored, then acknowledged, then answered', () => {
  test.each([
    ['slash', command],
    ['click', click],
    ['direct', message],
  ])('%s', async (surface, body) => {
    const { steps, take, intake } = anIntake()
    await take(body)
    await intake.drained()
    expect(steps).toEqual([`stored ${surface}`, 'acknowledged', `answered ${surface}`])
  })
})

test('the acknowledgement does not wait for the answer', async () => {
  const { steps, take } = anIntake({ answer: () => new Promise(() => {}) })
  await take(command)
  expect(steps).toEqual(['stored slash', 'acknowledged'])
})

describe('of five hundred deliveries at once', () => {
  const atOnce = 16

  /** Each answer lasts until the test ends it. */
  async function aBurst() {
    const begun: string[] = []
    const ends: (() => void)[] = []
    const intake = anIntake({
      answer: ({ user }) => {
        begun.push(user)
        return new Promise((resolve) => ends.push(resolve))
      },
    })
    const users = Array.from({ length: 500 }, (_, index) => `U${index}`)
    await Promise.all(users.map((user_id, index) => intake.take({ ...command, user_id, trigger_id: `${index}` })))
    return { ...intake, users, begun, ends }
  }

  test('all are acknowledged while a few are being answered', async () => {
    const { steps, begun } = await aBurst()
    expect(steps.filter((step) => step === 'acknowledged')).toHaveLength(500)
    expect(begun).toHaveLength(atOnce)
  })

  test('the next one follows whoever has an answer, and a stop waits for the last', async () => {
    const { users, begun, ends, intake } = await aBurst()
    let isDrained = false
    const drained = intake.drained().then(() => (isDrained = true))
    for (let index = 0; index < 500; index += 1) {
      expect(begun).toHaveLength(Math.min(atOnce + index, 500))
      expect(isDrained).toBe(false)
      ends[index]?.()
      await new Promise(setImmediate)
    }
    await drained
    expect(begun).toEqual(users)
  })

  test('those that take more than a second do not hold up the others', async () => {
    const { begun, clock } = await aBurst()
    clock.advance(999)
    await new Promise(setImmediate)
    expect(begun).toHaveLength(atOnce)
    clock.advance(1)
    await new Promise(setImmediate)
    expect(begun).toHaveLength(2 * atOnce)
  })
})

test('an answer that fails is followed by the next one', async () => {
  const { take, intake } = anIntake({ answer: () => Promise.reject(new Error('a bug')) })
  for (let index = 0; index < 40; index += 1) await take({ ...command, trigger_id: `${index}` })
  await expect(intake.drained()).resolves.toBeUndefined()
})

test('a copy is acknowledged and dropped', async () => {
  const { steps, take, intake } = anIntake({ receive: async () => 'seen' })
  await take(command)
  await intake.drained()
  expect(steps).toEqual(['acknowledged'])
})

test('what nobody answers is acknowledged', async () => {
  const { steps, take } = anIntake()
  await take({ type: 'view_submission' })
  expect(steps).toEqual(['acknowledged'])
})

test('what is stored is answered also where its acknowledgement got lost', async () => {
  const { steps, intake } = anIntake()
  await intake.take({ body: command, ack: () => Promise.reject(new Error('the socket is gone')) })
  await intake.drained()
  expect(steps).toEqual(['stored slash', 'answered slash'])
})

describe('where the store does not take a delivery', () => {
  const failing = { receive: () => Promise.reject(new Error('disk full')) }

  test('a command says so in its acknowledgement', async () => {
    const { steps, take } = anIntake(failing)
    await take(command)
    expect(steps).toEqual([`acknowledged with ${JSON.stringify({ response_type: 'ephemeral', text: storeDown })}`])
  })

  test('a click is told so beside its acknowledgement', async () => {
    const { steps, take } = anIntake(failing)
    await take(click)
    expect(steps).toEqual(['acknowledged', `told click: ${storeDown}`])
  })

  test('an event is not acknowledged, so that Slack sends it again', async () => {
    const { steps, take } = anIntake(failing)
    await expect(take(message)).rejects.toThrow(NotTakenError)
    expect(steps).toEqual([])
  })
})

describe('where the store takes more than a second', () => {
  const slow = (stored: 'new' | 'seen') => {
    let store = () => {}
    const storing = new Promise<typeof stored>((resolve) => (store = () => resolve(stored)))
    return { changes: { receive: () => storing }, store: () => store() }
  }

  test('a command is refused then, and stays undone when it is stored after all', async () => {
    const { changes, store } = slow('new')
    const { steps, take, clock, intake } = anIntake(changes)
    const taking = take(command)
    clock.advance(999)
    await new Promise(setImmediate)
    expect(steps).toEqual([])
    clock.advance(1)
    await taking
    store()
    await intake.drained()
    expect(steps).toEqual([
      `acknowledged with ${JSON.stringify({ response_type: 'ephemeral', text: storeDown })}`,
      'forgot slash',
    ])
  })

  test('an event is answered when it is stored after all, since the copy that Slack sends will be dropped', async () => {
    const { changes, store } = slow('new')
    const { steps, take, clock, intake } = anIntake(changes)
    const taking = take(message)
    clock.advance(1_000)
    await expect(taking).rejects.toThrow(NotTakenError)
    store()
    await intake.drained()
    expect(steps).toEqual(['answered direct'])
  })

  test('a copy that is known after all changes nothing', async () => {
    const { changes, store } = slow('seen')
    const { steps, take, clock, intake } = anIntake(changes)
    const taking = take(message)
    clock.advance(1_000)
    await expect(taking).rejects.toThrow(NotTakenError)
    store()
    await intake.drained()
    expect(steps).toEqual([])
  })
})

describe('a search', () => {
  const option = { text: { type: 'plain_text', text: 'web-1', emoji: false }, value: 'R1:choice-1' }

  test('is acknowledged with its choices', async () => {
    const { steps, take } = anIntake()
    await take(search)
    expect(steps).toEqual([`acknowledged with ${JSON.stringify({ options: [option] })}`])
  })

  test('shows no more than a hundred', async () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ label: `web-${index}`, value: `R1:${index}` }))
    const { steps, take } = anIntake({ suggest: async () => many })
    await take(search)
    expect(steps[0]?.match(/"value"/g)).toHaveLength(100)
  })

  test.each([
    ['fails', () => Promise.reject(new Error('disk full'))],
    ['takes more than two seconds', () => new Promise<never>(() => {})],
  ])('shows nothing where it %s', async (_, suggest) => {
    const { steps, take, clock } = anIntake({ suggest })
    const taking = take(search)
    clock.advance(2_000)
    await taking
    expect(steps).toEqual(['acknowledged with {"options":[]}'])
  })
})

describe('while it is being stopped', () => {
  test('what is owed an acknowledgement still gets it, and what is being answered is waited for', async () => {
    let finish = () => {}
    const { steps, take, intake } = anIntake({
      answer: () => new Promise((resolve) => (finish = () => (steps.push('answered'), resolve()))),
    })
    const taking = take(command)
    await intake.close()
    await taking
    const drained = intake.drained().then(() => steps.push('drained'))
    finish()
    await drained
    expect(steps).toEqual(['stored slash', 'acknowledged', 'answered', 'drained'])
  })

  test('nothing new is taken: a command is told so, an event is left to another process', async () => {
    const { steps, take, intake } = anIntake()
    await intake.close()
    await take(command)
    await expect(take(message)).rejects.toThrow(NotTakenError)
    expect(steps).toEqual([`acknowledged with ${JSON.stringify({ response_type: 'ephemeral', text: restarting })}`])
  })
})
