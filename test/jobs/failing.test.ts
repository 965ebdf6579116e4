import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aJob } from '../store/values.ts'
import { aYard } from './a-worker.ts'

let at: Awaited<ReturnType<typeof aYard>>

beforeEach(async () => {
  at = await aYard()
})
afterEach(() => at.remove())

const waits = [1, 4, 15, 60, 300, 300, 300]
const dayMs = 24 * 3_600_000

async function failTimes(times: number, one: ReturnType<typeof at.aWorker>) {
  for (const seconds of waits.slice(0, times)) {
    const before = one.runs.length
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    await one.fail()
    // oxlint-disable-next-line no-await-in-loop -- the same
    await one.pass((seconds - 1) * 1_000)
    expect(one.runs).toHaveLength(before)
    // oxlint-disable-next-line no-await-in-loop -- the same
    await one.pass(1_000)
    expect(one.runs).toHaveLength(before + 1)
  }
}

describe('a job that fails', () => {
  it('is tried eight times, further and further apart, and then given up', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    await failTimes(7, one)
    expect(one.runs.map(({ job }) => job.attempts)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(one.givenUp).toEqual([])
    const error = new Error('no route to host')
    await one.fail(error)
    expect(one.givenUp).toEqual([{ id: one.last().job.id, error }])
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it('to show how a change ended is tried every five minutes for a day, and only then given up', async () => {
    await at.write(aJob({ kind: 'show' }))
    const one = at.aWorker()
    await one.start()
    await failTimes(4, one)
    const began = one.system.now()
    while (one.givenUp.length === 0 && one.system.now() < began + 2 * dayMs) {
      const before = one.runs.length
      // oxlint-disable no-await-in-loop -- one try after the other
      await one.fail()
      await one.jump(300_000 - 1)
      expect(one.runs).toHaveLength(before)
      await one.jump(1)
      // oxlint-enable no-await-in-loop
    }
    expect(one.system.now() - began).toBe(dayMs)
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it('is kept where it cannot even be given up', async () => {
    await at.write(aJob())
    const one = at.aWorker({ giveUp: () => Promise.reject(new Error('Slack is down')) })
    await one.start()
    await failTimes(7, one)
    await one.fail()
    await one.pass(300_000)
    expect(one.runs).toHaveLength(9)
    await one.fail()
    expect(one.givenUp).toHaveLength(2)
  })

  it('begins to count anew once it has got on', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    await failTimes(3, one)
    await one.end({ kind: 'again', dueAt: one.system.now(), reason: 'the next step' })
    expect(one.last().job.attempts).toBe(1)
    await failTimes(2, one)
  })

  it('says why in the store', async () => {
    await at.write(aJob())
    const reasons: string[] = []
    const one = at.aWorker({
      store: {
        async delayJob(job, delay) {
          reasons.push(delay.reason)
          await at.store.delayJob(job, delay)
        },
      },
    })
    await one.start()
    await one.fail(new TypeError('no route to host'))
    await one.pass(1_000)
    await one.fail(new Error('refused: password=hunter22'))
    expect(reasons).toEqual(['TypeError: no route to host', 'Error: refused: password=[redacted]'])
  })

  it('runs again once its claim has run out where the store did not take its end', async () => {
    await at.write(aJob())
    const refuse = () => Promise.reject(new Error('the disk is full'))
    const one = at.aWorker({ store: { finishJob: refuse, delayJob: refuse } })
    await one.start()
    await one.end({ kind: 'finished' })
    await one.pass(29_000)
    expect(one.runs).toHaveLength(1)
    await one.pass(1_000)
    expect(one.runs).toHaveLength(2)
  })
})
