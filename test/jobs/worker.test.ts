import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../fixtures/values.ts'
import { aJob } from '../store/values.ts'
import { aYard, finished, settle } from './a-worker.ts'

let at: Awaited<ReturnType<typeof aYard>>

beforeEach(async () => {
  at = await aYard()
})
afterEach(() => at.remove())

describe('the worker', () => {
  it('runs what is due, and forgets what is finished', async () => {
    const job = aJob()
    await at.write(job)
    const one = at.aWorker()
    await one.start()
    expect(one.runs).toMatchObject([{ job: { id: job.id, attempts: 1 } }])
    await one.end(finished)
    expect(await at.store.nextDueAt()).toBeUndefined()
    expect(one.runs).toHaveLength(1)
  })

  it('begins at once with what it is woken for', async () => {
    const one = at.aWorker()
    await one.start()
    await at.write(aJob())
    await settle()
    expect(one.runs).toHaveLength(0)
    one.worker.wake()
    await settle()
    expect(one.runs).toHaveLength(1)
  })

  it('finds within a second what nobody woke it for', async () => {
    const one = at.aWorker()
    await one.start()
    await at.write(aJob())
    await one.pass(1_000)
    expect(one.runs).toHaveLength(1)
  })

  it('begins when a job falls due, to the millisecond', async () => {
    await at.write(aJob({ dueAt: noon + 300 }))
    const one = at.aWorker()
    await one.start()
    await one.jump(299)
    expect(one.runs).toHaveLength(0)
    await one.jump(1)
    expect(one.runs).toHaveLength(1)
  })

  it('runs no more at once than it has workers, and the next as soon as one has ended', async () => {
    await at.write(aJob(), aJob(), aJob())
    const one = at.aWorker({ workers: 2 })
    await one.start()
    expect(one.runs).toHaveLength(2)
    await one.end(finished)
    expect(one.runs).toHaveLength(3)
  })

  it('runs the next job of a change as soon as the one before has ended', async () => {
    await at.write(aJob({ change: 'C' }), aJob({ change: 'C', kind: 'show' }))
    const one = at.aWorker()
    await one.start()
    expect(one.runs).toHaveLength(1)
    await one.end(finished)
    expect(one.runs).toHaveLength(2)
  })

  it('comes back when there is more to do, which is no failure', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    await one.end({ kind: 'again', dueAt: noon + 5_000, reason: 'not there yet' })
    await one.pass(4_000)
    expect(one.runs).toHaveLength(1)
    await one.pass(1_000)
    expect(one.runs.map(({ job }) => job.attempts)).toEqual([1, 1])
  })

  it('goes on when the store has failed for a while', async () => {
    await at.write(aJob())
    let failures = 3
    const one = at.aWorker({
      store: {
        claimJob: async (claim) => {
          failures -= 1
          if (failures >= 0) throw new Error('the disk is full')
          return at.store.claimJob(claim)
        },
      },
    })
    await one.start()
    await one.pass(2_000)
    expect(one.runs).toHaveLength(0)
    await one.pass(1_000)
    expect(one.runs).toHaveLength(1)
  })
})

describe('stopping', () => {
  it('tells what runs to stop, waits for it, and begins nothing more', async () => {
    await at.write(aJob(), aJob())
    const one = at.aWorker({ workers: 1 })
    await one.start()
    let isStopped = false
    const stopped = one.worker.stop().then(() => {
      isStopped = true
    })
    await settle()
    expect(one.last().signal.aborted).toBe(true)
    expect(isStopped).toBe(false)
    await one.end({ kind: 'again', dueAt: noon, reason: 'stopped' })
    await stopped
    expect(one.runs).toHaveLength(1)
  })

  it('leaves every job for the next start', async () => {
    await at.write(aJob(), aJob())
    const one = at.aWorker({ workers: 1, onAbort: (run) => run.end({ kind: 'again', dueAt: noon, reason: 'stopped' }) })
    await one.start()
    await one.worker.stop()
    const next = at.aWorker()
    await next.start()
    expect(next.runs.map(({ job }) => job.attempts)).toEqual([1, 1])
  })

  it('holds on to what takes long to stop', async () => {
    await at.write(aJob())
    const one = at.aWorker()
    await one.start()
    void one.worker.stop()
    await one.pass(45_000)
    const now = one.system.now()
    expect(await at.store.claimJob({ by: 'another', now, until: now + 1 })).toBeUndefined()
  })

  it('does not count what is thrown because of it', async () => {
    await at.write(aJob())
    const one = at.aWorker({ onAbort: (run) => run.fail(run.signal.reason) })
    await one.start()
    await one.worker.stop()
    const next = at.aWorker()
    await next.start()
    expect(next.runs.map(({ job }) => job.attempts)).toEqual([1])
  })

  it('gives back what was claimed in that very moment, without beginning it', async () => {
    await at.write(aJob())
    const claiming = Promise.withResolvers<void>()
    const one = at.aWorker({
      store: {
        claimJob: async (claim) => {
          const job = await at.store.claimJob(claim)
          await claiming.promise
          return job
        },
      },
    })
    await one.start()
    const stopped = one.worker.stop()
    claiming.resolve()
    await stopped
    expect(one.runs).toHaveLength(0)
    expect(await at.store.nextDueAt()).toBe(noon)
  })

  it('is done at once where nothing was ever started', async () => {
    await at.aWorker().worker.stop()
  })
})
