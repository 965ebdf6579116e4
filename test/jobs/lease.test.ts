import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../fixtures/values.ts'
import { aJob } from '../store/values.ts'
import { aYard, finished } from './a-worker.ts'

let at: Awaited<ReturnType<typeof aYard>>

beforeEach(async () => {
  at = await aYard()
})
afterEach(() => at.remove())

describe('a claim', () => {
  it('of an earlier process is free at the start', async () => {
    await at.write(aJob())
    await at.store.claimJob({ by: 'an earlier one', now: noon, until: noon + 30_000 })
    const one = at.aWorker()
    await one.start()
    expect(one.runs.map(({ job }) => job.attempts)).toEqual([1])
  })

  it('is held for as long as the job runs', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    await one.pass(120_000)
    expect(one.runs).toHaveLength(1)
    const now = one.system.now()
    expect(await at.store.claimJob({ by: 'another', now, until: now + 1 })).toBeUndefined()
  })

  it('survives a process that was suspended for longer than a lease', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    await one.jump(3_600_000)
    expect(one.runs).toHaveLength(1)
    expect(one.last().signal.aborted).toBe(false)
  })

  it('that has run out is another worker’s, and the first is told to stop and moves nothing any more', async () => {
    await at.write(aJob())
    const stalled = at.aWorker()
    await stalled.start()
    const other = at.aWorker({ store: { releaseClaims: async () => undefined } })
    await other.jump(30_000)
    await other.start()
    expect(other.runs).toMatchObject([{ job: { id: stalled.last().job.id, attempts: 2 } }])
    await stalled.pass(10_000)
    expect(stalled.last().signal.aborted).toBe(true)
    await stalled.end(finished)
    expect(await at.store.extendClaim(other.last().job, noon + 90_000)).toBe(true)
    await other.end(finished)
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it('is not taken over by its own process where it could not be extended', async () => {
    await at.write(aJob())
    const one = at.aWorker({ store: { extendClaim: () => Promise.reject(new Error('the disk is full')) } })
    await one.start()
    await one.pass(60_000)
    expect(one.runs).toHaveLength(1)
  })
})
