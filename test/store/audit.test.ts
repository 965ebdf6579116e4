import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEvent, AuditQuery, AuditTarget } from '../../src/core/audit.ts'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'
import { anEvent } from './values.ts'

let at: Awaited<ReturnType<typeof aStore>>

beforeEach(async () => {
  at = await aStore()
})
afterEach(() => at.remove())

const everything = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }

async function find(query: Partial<AuditQuery>) {
  const { events, total } = await at.store.listEvents({ ...everything, offset: 0, limit: 100, ...query })
  return { ids: events.map(({ id }) => id), total }
}

async function record(...events: AuditEvent[]) {
  // oxlint-disable-next-line no-await-in-loop -- in this order
  for (const event of events) await at.store.recordAudit(event)
}

const target = { id: 'i-00000000000000001', name: 'web-1', account: 'production', region: 'eu-central-1' }
const web10 = { ...target, id: 'i-00000000000000002', name: 'web-10' }

const parseTarget: (text: string) => AuditTarget = JSON.parse

describe('the audit', () => {
  it('keeps no secret that somebody typed', async () => {
    await record(anEvent({ said: '/ec2 list --name password=hunter22', outcome: 'postgres://app:hunter22@db' }))
    const { events } = await at.store.listEvents({ ...everything, offset: 0, limit: 1 })
    expect(JSON.stringify(events)).not.toContain('hunter22')
    expect(events[0]).toMatchObject({ said: '/ec2 list --name password=[redacted]' })
  })

  it('gives events back whole, the newest first, and of one moment the one written last', async () => {
    const [first, second, third] = [
      anEvent(),
      anEvent({ targets: [target], change: 'C', requestId: 'r' }),
      anEvent({ at: noon - 1 }),
    ]
    await record(first, second, third)
    await at.reopen()
    const { events, total } = await at.store.listEvents({ ...everything, offset: 0, limit: 100 })
    expect(events).toEqual([second, first, third])
    expect(total).toBe(3)
  })

  it('comes in pages, and counts what is on none', async () => {
    await record(...[1, 2, 3].map((id) => anEvent({ id: `${id}`, at: noon + id })))
    expect(await find({ offset: 1, limit: 1 })).toEqual({ ids: ['2'], total: 3 })
  })

  it('is found by person, target, change and time, and by all of them together', async () => {
    await record(
      anEvent({ id: 'ada' }),
      anEvent({ id: 'grace', user: 'U0GRACE', at: noon - 1 }),
      anEvent({ id: 'step', targets: [target], change: 'C1' }),
      anEvent({ id: 'other', user: 'U0GRACE', change: 'C2', targets: [web10] }),
    )
    expect(await find({ user: 'U0GRACE' })).toEqual({ ids: ['other', 'grace'], total: 2 })
    expect(await find({ target: 'web-1' })).toEqual({ ids: ['step'], total: 1 })
    expect(await find({ target: target.id })).toEqual({ ids: ['step'], total: 1 })
    expect(await find({ change: 'C2' })).toEqual({ ids: ['other'], total: 1 })
    expect(await find({ since: noon })).toEqual({ ids: ['other', 'step', 'ada'], total: 3 })
    expect(await find({ user: 'U0GRACE', since: noon, command: 'ec2', target: 'web-10' })).toMatchObject({ total: 1 })
    expect(await find({ user: 'U0GRACE', target: 'web-1' })).toMatchObject({ total: 0 })
  })

  it('is found by each target of an event, once', async () => {
    await record(
      anEvent({ id: 'both', targets: [target, web10] }),
      anEvent({ id: 'namesakes', targets: [target, { ...target, id: 'i-3' }] }),
      anEvent({ id: 'none', targets: [] }),
    )
    expect(await find({ target: 'web-10' })).toEqual({ ids: ['both'], total: 1 })
    expect(await find({ target: 'web-1' })).toEqual({ ids: ['namesakes', 'both'], total: 2 })
    expect(await find({ target: target.id, limit: 1 })).toEqual({ ids: ['namesakes'], total: 2 })
  })

  it('keeps no event without its targets', async () => {
    const event = anEvent({ targets: [target, parseTarget('{ "name": "without an id" }')] })
    await expect(at.store.recordAudit(event)).rejects.toThrow('NOT NULL')
    expect(await find({})).toEqual({ ids: [], total: 0 })
  })

  it.each([
    ['/ec2 stop web-1', 'ec2 stop', true],
    ['/ec2 stop', 'ec2 stop', true],
    ['/ec2 stop web-1', '/ec2  STOP', true],
    ['<@U0BOT>  EC2 stop\nweb-1', 'ec2 stop', true],
    ['/ec2 stop "web 1"', 'ec2', true],
    ['/ec2 stopped', 'ec2 stop', false],
    ['/ec2 stop!', 'ec2 stop', false],
    ['/ec2 start web-1', 'ec2 stop', false],
    ['/windlass ec2 stop', 'ec2 stop', false],
    [`/ec2 stop ${'web-1 '.repeat(100)}`, 'ec2 stop', true],
  ])('of “%s” is found by the command “%s”: %s', async (said, command, isFound) => {
    await record(anEvent({ said }))
    expect(await find({ command })).toMatchObject({ total: isFound ? 1 : 0 })
  })
})
