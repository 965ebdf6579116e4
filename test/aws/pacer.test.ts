import { expect, test } from 'vitest'
import { createPacer } from '../../src/aws/pacer.ts'

test('however many work at once, the loop turns after the budget of one, and all come to their end', async () => {
  let time = 0
  let stepsThisTurn = 0
  let most = 0
  const pacer = createPacer({ budgetMs: 1.5, clock: () => time })
  const work = (steps: number) => {
    let left = steps
    return pacer.run(() => {
      time += 1
      most = Math.max(most, ++stepsThisTurn)
      return --left > 0
    })
  }
  let isWorking = true
  const turn = () => {
    stepsThisTurn = 0
    if (isWorking) setImmediate(turn)
  }
  setImmediate(turn)
  await Promise.all([work(20), work(7), work(13), work(1)])
  isWorking = false
  // The second step of a millisecond is begun within the budget of one and a half. A turn may also see the end of one
  // budget and the beginning of the next.
  expect(most).toBeLessThanOrEqual(4)
  expect(time).toBe(41)
})
