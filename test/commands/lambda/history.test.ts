import { describe, expect, it } from 'vitest'
import type { AuditEvent } from '../../../src/core/audit.ts'
import type { TrailQuery, TrailRead } from '../../../src/core/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { hour, minute, trailEvent } from '../../fixtures/function-facts.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { leadText, noteText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { frankfurt, noon } from '../../fixtures/values.ts'

function step(kind: AuditEvent['kind'], at: number, given: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: `event-${at}`,
    at,
    kind,
    team: 'T0HARBOUR',
    user: 'U0ADA',
    channel: 'C0OPS',
    surface: 'slash',
    delivery: 'd-1',
    invocation: undefined,
    said: '/lambda configure order-intake --memory 512',
    rule: undefined,
    outcome: 'accepted',
    ...given,
  }
}

function history(trail: TrailRead, events: readonly AuditEvent[] = [], typed = '') {
  const asked: TrailQuery[] = []
  const listTrail = async (query: TrailQuery) => {
    asked.push(query)
    return trail
  }
  const functions = aFunctionsAccount([aFunction()])
  const beside = { functions, evidence: { listTrail }, events, groups: ['auditors'] }
  return { asked, view: runCommand(`lambda history order-intake${typed}`, anAccount([]), beside) }
}

const windlass = { kind: 'role', name: 'WindlassChange', session: 'x', slackUser: 'U0ADA' } as const

describe('/lambda history', () => {
  it('tells what CloudTrail and Windlass know, newest first, and what failed', async () => {
    const error = { code: 'AccessDenied', message: 'User is not authorized' }
    const { asked, view } = history(
      {
        value: [
          trailEvent('UpdateFunctionConfiguration', noon - hour, { doer: windlass }),
          trailEvent('UpdateFunctionCode', noon - 3 * hour),
          trailEvent('DeleteFunction', noon - 5 * hour, { error }),
        ],
      },
      [step('step-accepted', noon - hour + 2000), step('proposed', noon - hour - minute)],
    )
    expect(leadText(await view)).toBe(
      'order-intake was changed 2 times in the last 90 d, last 59 min ago by <@U0ADA>; 1 more try failed.',
    )
    expect(tableOf(await view)?.rows).toEqual([
      ['2026-11-23 11:00:02', '/lambda configure order-intake --memory 512', '@ada', 'Windlass'],
      ['2026-11-23 09:00:00', 'UpdateFunctionCode', 'grace (role deployer)', '203.0.113.7'],
      ['2026-11-23 07:00:00', '✕ DeleteFunction failed: AccessDenied', 'grace (role deployer)', '203.0.113.7'],
    ])
    expect(noteText(await view)).toBe(
      'All 3, newest first. Times are of UTC. CloudTrail is some minutes behind and keeps 90 days.',
    )
    expect(asked).toEqual([{ place: frankfurt, resource: 'order-intake', from: noon - 90 * 24 * hour, until: noon }])
  })

  it('asks for no more than CloudTrail keeps', async () => {
    const { asked, view } = history({ value: [] }, [], ' --since 2026-01-01')
    expect(leadText(await view)).toContain('in the last 90 d')
    expect(asked[0]?.from).toBe(noon - 90 * 24 * hour)
  })

  it('keeps what somebody else did through Windlass at the same moment apart', async () => {
    const other = trailEvent('UpdateFunctionCode', noon - hour, { doer: { ...windlass, slackUser: 'U0BEN' } })
    const { view } = history({ value: [other] }, [step('step-accepted', noon - hour)])
    expect(tableOf(await view)?.rows.map((row) => row[2])).toEqual(['U0BEN', '@ada'])
    expect(noteText(await view)).toMatch(/U0BEN is <@U0BEN>\.$/)
  })

  it('says that nobody did anything, and offers to look further back', async () => {
    const view = await history({ value: [] }).view
    expect(leadText(view)).toBe('Nobody changed order-intake in the last 90 d, as far as CloudTrail and Windlass know.')
    expect(tableOf(view)).toBeUndefined()
    expect(pressable(view)).not.toHaveProperty('Last 90 days')
    const week = await history({ value: [] }, [], ' --since 7d').view
    expect(leadText(week)).toContain('in the last 7 d')
    expect(pressable(week)).toMatchObject({ 'Last 90 days': 'lambda history --since 90d order-intake' })
  })

  it('makes no list of what was done once, a moment ago', async () => {
    const view = await history({ value: [trailEvent('UpdateFunctionCode', noon - 5000)] }).view
    expect(leadText(view)).toBe('order-intake was changed once in the last 90 d, just now by grace (role deployer).')
    expect(noteText(view)).toBe('Times are of UTC. CloudTrail is some minutes behind and keeps 90 days.')
  })

  it('does not say that nobody did anything where CloudTrail could not be read', async () => {
    const unread = 'CloudTrail could not be read: the role lacks cloudtrail:LookupEvents.'
    const nothing = await history({ unread }).view
    expect(leadText(nothing)).toBe(
      'Windlass did not change order-intake in the last 90 d; what others did could not be read.',
    )
    expect(noteText(nothing)).toBe(unread)
    const refused = await history({ unread }, [step('step-refused', noon - hour, { outcome: 'AWS refused it.' })]).view
    expect(tableOf(refused)?.rows[0]?.[1]).toBe('✕ /lambda configure order-intake --memory 512: AWS refused it.')
  })

  it('does not say so either where CloudTrail could not be read whole in time', async () => {
    const readTo = noon - 6 * hour
    const none = await history({ value: [], readTo }).view
    expect(leadText(none)).toBe(
      'CloudTrail was read back to 2026-11-23 06:00:00 (UTC) only, and shows no change of order-intake since then; Windlass made none in the last 90 d.',
    )
    expect(noteText(none)).toContain('What is older is in the event history of its console.')
    expect(pressable(none)).not.toHaveProperty('Last 90 days')
    const one = await history({ value: [trailEvent('UpdateFunctionCode', noon - hour)], readTo }).view
    expect(leadText(one)).toContain('order-intake was changed at least once in the last 90 d')
  })

  it('is shown in pages', async () => {
    const trail = Array.from({ length: 50 }, (_, index) => trailEvent('UpdateFunctionCode', noon - index * minute))
    const readTo = noon - 49 * minute
    const view = await history({ value: trail, readTo }, [], ' --page 3').view
    expect(leadText(view)).toContain('was changed at least 50 times')
    expect(tableOf(view)?.rows).toHaveLength(10)
    expect(noteText(view)).toContain('CloudTrail was read back to 2026-11-23 11:11:00 (UTC) only.')
    expect(pressable(view)).toMatchObject({ '‹ 21–40 of 50': 'lambda history --page 2 order-intake' })
  })
})
