import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../src/core/job.ts'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'
import { aChange, aJob, aProposal } from './values.ts'

let at: Awaited<ReturnType<typeof aStore>>

beforeEach(async () => {
  at = await aStore()
})
afterEach(() => at.remove())

const write = (...jobs: Job[]) => at.store.recordProposed(aProposal(aChange(), { jobs }))
const leaseMs = 30_000
let claims = 0
const claim = (now = noon) => at.store.claimJob({ by: `W${++claims}`, now, until: now + leaseMs })
const mustClaim = async (now = noon) => {
  const job = await claim(now)
  if (job === undefined) throw new Error('there was no job to claim')
  return job
}

describe('claiming', () => {
  it('gives the job that has been due longest, and none that is not due', async () => {
    const [later, earlier, not] = [aJob(), aJob({ dueAt: noon - 1, kind: 'follow' }), aJob({ dueAt: noon + 1 })]
    await write(later, earlier, not)
    expect(await claim()).toEqual({ ...earlier, claim: `W${claims}`, claimedUntil: noon + leaseMs, attempts: 1 })
    expect(await claim()).toMatchObject({ id: later.id })
    expect(await claim()).toBeUndefined()
    expect(await claim(noon + 1)).toMatchObject({ id: not.id })
  })

  it('gives each of twenty jobs to one of ten who claim at once', async () => {
    const jobs = Array.from({ length: 20 }, () => aJob())
    await write(...jobs)
    const claimed = await Promise.all(
      Array.from({ length: 10 }, async () => [await claim(), await claim(), await claim()].map((job) => job?.id)),
    )
    const ids = claimed.flat().filter((id) => id !== undefined)
    expect(ids.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted())
  })

  it('leaves a job alone while another one of the same change is held', async () => {
    const [apply, show, other] = [aJob({ change: 'C', dueAt: noon - 1 }), aJob({ change: 'C', kind: 'show' }), aJob()]
    await write(apply, show, other)
    const held = await mustClaim()
    expect(held.id).toBe(apply.id)
    expect(await claim()).toMatchObject({ id: other.id })
    expect(await claim()).toBeUndefined()
    await at.store.finishJob(held)
    expect(await claim()).toMatchObject({ id: show.id })
  })

  it('takes a job whose claim has run out, and counts it', async () => {
    const job = aJob()
    await write(job)
    await claim()
    expect(await claim(noon + leaseMs - 1)).toBeUndefined()
    expect(await claim(noon + leaseMs)).toMatchObject({ id: job.id, attempts: 2 })
  })

  it('is forgotten by a start, which is no failure of the job’s', async () => {
    const job = aJob()
    await write(job)
    await claim()
    await at.reopen()
    expect(await claim()).toBeUndefined()
    await at.store.releaseClaims()
    expect(await claim()).toMatchObject({ id: job.id, attempts: 1 })
  })
})

describe('a claim', () => {
  it('is extended while it is held', async () => {
    await write(aJob())
    const job = await mustClaim()
    expect(await at.store.extendClaim(job, noon + 2 * leaseMs)).toBe(true)
    expect(await claim(noon + leaseMs)).toBeUndefined()
    expect(await claim(noon + 2 * leaseMs)).toBeDefined()
  })

  it('that has run out is extended where nobody came', async () => {
    await write(aJob())
    const job = await mustClaim()
    expect(await at.store.extendClaim(job, noon + 3 * leaseMs)).toBe(true)
    expect(await claim(noon + 2 * leaseMs)).toBeUndefined()
  })

  it('that another one has taken over moves nothing any more', async () => {
    await write(aJob())
    const lost = await mustClaim()
    const now = await mustClaim(noon + leaseMs)
    expect(await at.store.extendClaim(lost, noon + 9 * leaseMs)).toBe(false)
    await at.store.finishJob(lost)
    await at.store.delayJob(lost, { dueAt: noon, reason: 'too late', countsAsTry: false })
    expect(await at.store.extendClaim(now, noon + 3 * leaseMs)).toBe(true)
  })

  it('is not extended once another job of the same change was taken after it ran out', async () => {
    await write(aJob({ change: 'C' }))
    const first = await mustClaim()
    const other = aJob({ change: 'C', dueAt: noon - 1 })
    await write(other)
    const second = await mustClaim(noon + leaseMs)
    expect(second.id).toBe(other.id)
    expect(await at.store.extendClaim(first, noon + 9 * leaseMs)).toBe(false)
    expect(await at.store.extendClaim(second, noon + 9 * leaseMs)).toBe(true)
  })
})

describe('a job', () => {
  it('is gone when it is finished, also after a restart', async () => {
    await write(aJob())
    await at.store.finishJob(await mustClaim())
    await at.reopen()
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it.each([
    [true, 2],
    [false, 1],
  ])(
    'that is put off comes again then; where that counts as a try is %s, as attempt %i',
    async (countsAsTry, attempts) => {
      await write(aJob())
      await at.store.delayJob(await mustClaim(), { dueAt: noon + 5, reason: 'not yet', countsAsTry })
      expect(await claim(noon + 4)).toBeUndefined()
      expect(await claim(noon + 5)).toMatchObject({ dueAt: noon + 5, attempts })
    },
  )
})

describe('when the next job is due', () => {
  it('leaves out what is held, and what waits for it', async () => {
    expect(await at.store.nextDueAt()).toBeUndefined()
    const waiting = aJob({ change: 'C', dueAt: noon + 1 })
    await write(aJob({ change: 'C' }), waiting, aJob({ dueAt: noon + 2 }))
    expect(await at.store.nextDueAt()).toBe(noon)
    const held = await mustClaim()
    expect(await at.store.nextDueAt()).toBe(noon + 2)
    await at.store.finishJob(held)
    expect(await at.store.nextDueAt()).toBe(noon + 1)
  })
})
