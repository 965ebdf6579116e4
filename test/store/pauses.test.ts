import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'
import { anEvent } from './values.ts'

let at: Awaited<ReturnType<typeof aStore>>

beforeEach(async () => {
  at = await aStore()
})
afterEach(() => at.remove())

const pause = { by: 'U0ADA', at: noon, reason: 'an incident' }
const everything = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }
const kinds = async () =>
  (await at.store.listEvents({ ...everything, offset: 0, limit: 10 })).events.map(({ kind }) => kind)

describe('a pause', () => {
  it('holds until it is lifted, also over a restart, each recorded', async () => {
    expect(await at.store.findPause()).toBeUndefined()
    expect(await at.store.recordPause(pause, anEvent({ kind: 'paused' }))).toBe(true)
    await at.reopen()
    expect(await at.store.findPause()).toEqual(pause)
    expect(await at.store.liftPause(anEvent({ kind: 'resumed' }))).toEqual(pause)
    expect(await at.store.findPause()).toBeUndefined()
    expect(await kinds()).toEqual(['resumed', 'paused'])
  })

  it('stays the first one’s where there is one already', async () => {
    await at.store.recordPause(pause, anEvent({ kind: 'paused' }))
    expect(await at.store.recordPause({ ...pause, by: 'U0GRACE' }, anEvent({ kind: 'paused' }))).toBe(false)
    expect(await at.store.findPause()).toEqual(pause)
    expect(await kinds()).toEqual(['paused'])
  })

  it('is not there to be lifted twice', async () => {
    expect(await at.store.liftPause(anEvent({ kind: 'resumed' }))).toBeUndefined()
    expect(await kinds()).toEqual([])
  })

  it('neither begins nor ends where the audit cannot be written', async () => {
    const event = anEvent({ kind: 'paused' })
    await at.store.recordAudit(event)
    await expect(at.store.recordPause(pause, event)).rejects.toThrow('UNIQUE')
    expect(await at.store.findPause()).toBeUndefined()
    await at.store.recordPause(pause, anEvent({ kind: 'paused' }))
    await expect(at.store.liftPause(event)).rejects.toThrow('UNIQUE')
    expect(await at.store.findPause()).toEqual(pause)
  })
})
