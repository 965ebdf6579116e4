import { describe, expect, test } from 'vitest'
import { anIntake, click, command, message, restarting, storeDown, submission } from './intake-stage.ts'

const errorsAt = (errors: object) => `acknowledged with ${JSON.stringify({ response_action: 'errors', errors })}`
const errorAt = (typed: string) => errorsAt({ typed })

describe('a form', () => {
  test('is stored, then acknowledged so that it closes, then answered', async () => {
    const { steps, take, intake } = anIntake()
    await take(submission)
    await intake.drained()
    expect(steps).toEqual(['stored modal', 'acknowledged', 'answered modal'])
  })

  test('with a mistake stays open with a sentence, and nothing is stored', async () => {
    const { steps, take, intake } = anIntake({
      findMistakes: async ({ asks }) => ({ typed: `Not ${JSON.stringify(asks)}` }),
    })
    await take(submission)
    await intake.drained()
    expect(steps).toEqual([errorAt('Not {"kind":"offer","value":"C7:confirm","filled":{"typed":"web-2","day":""}}')])
  })

  test('with several mistakes says each at its field', async () => {
    const { steps, take } = anIntake({ findMistakes: async () => ({ day: 'When?', typed: 'Not\n\u202Eweb-2' }) })
    await take(submission)
    expect(steps).toEqual([errorsAt({ day: 'When?', typed: 'Not web-2' })])
  })

  test('says at its first field what is wrong with one that it does not have', async () => {
    const { steps, take } = anIntake({ findMistakes: async () => ({ typed: 'Not web-2.', gone: 'Nor this.' }) })
    await take(submission)
    expect(steps).toEqual([errorAt('Not web-2. Nor this.')])
  })

  test('without mistakes in what was found is taken', async () => {
    const { steps, take } = anIntake({ findMistakes: async () => ({}) })
    await take(submission)
    expect(steps.slice(0, 2)).toEqual(['stored modal', 'acknowledged'])
  })

  test('is the only thing that is looked at before it is taken', async () => {
    const { steps, take } = anIntake({ findMistakes: async () => ({ typed: 'A mistake' }) })
    for (const body of [command, click, message]) await take(body)
    expect(steps.filter((step) => step.includes('A mistake'))).toEqual([])
  })

  test('that cannot be looked at is taken', async () => {
    const { steps, take, intake } = anIntake({ findMistakes: () => Promise.reject(new Error('disk full')) })
    await take(submission)
    await intake.drained()
    expect(steps).toEqual(['stored modal', 'acknowledged', 'answered modal'])
  })

  test('that cannot be looked at within a second is taken', async () => {
    const { steps, take, clock } = anIntake({ findMistakes: () => new Promise(() => {}) })
    const taking = take(submission)
    clock.advance(999)
    await new Promise(setImmediate)
    expect(steps).toEqual([])
    clock.advance(1)
    await taking
    expect(steps.slice(0, 2)).toEqual(['stored modal', 'acknowledged'])
  })

  test('stays open and says so where the store does not take it', async () => {
    const { steps, take } = anIntake({ receive: () => Promise.reject(new Error('disk full')) })
    await take(submission)
    expect(steps).toEqual([errorAt(storeDown)])
  })

  test('stays open and says so while Windlass is being stopped', async () => {
    const { steps, take, intake } = anIntake()
    await intake.close()
    await take(submission)
    expect(steps).toEqual([errorAt(restarting)])
  })
})
