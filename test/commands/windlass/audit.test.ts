import { describe, expect, it } from 'vitest'
import { windlassAudit } from '../../../src/commands/windlass/audit.ts'
import type { AuditEvent } from '../../../src/core/audit.ts'
import { parseSince, sinceTime } from '../../../src/core/since.ts'
import { anAccount } from '../../fixtures/account.ts'
import { leadText, noteText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const account = anAccount([])
const policies = 'permit (principal, action, resource);'

const web = (count: number) => ({
  id: `i-${count}`,
  name: `web-${count}`,
  account: 'production',
  region: 'eu-central-1',
})

function anEvent(given: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: 'E1',
    at: noon,
    kind: 'step-accepted',
    team: 'T0HARBOUR',
    user: 'U0ADA',
    channel: 'C0OPS',
    surface: 'slash',
    delivery: 'D1',
    invocation: '7KQ2',
    said: '/ec2 stop web-1',
    rule: 'changers-change',
    outcome: 'ec2:StopInstances on i-1: accepted',
    change: '7KQ2',
    targets: [web(1)],
    requestId: 'r-1',
    ...given,
  }
}

const audit = (words: string, events: readonly AuditEvent[] = [anEvent()]) =>
  runCommand(`windlass audit ${words}`, account, { events, policies })

describe('/windlass audit', () => {
  it('is not for everyone', async () => {
    expect(windlassAudit.effect).toBe('sensitive')
    const view = await runCommand('windlass audit', account, { events: [anEvent()] })
    expect(leadText(view)).toContain('You may not run /windlass audit.')
  })

  it('says who did what to what, how it ended, and when by the clock of the organisation', async () => {
    const view = await audit('')
    expect(leadText(view)).toBe('1 event, newest first')
    expect(tableOf(view)?.rows).toEqual([
      [
        '2026-11-23 12:00:00',
        'U0ADA',
        '/ec2 stop web-1',
        'web-1 i-1',
        'step-accepted: ec2:StopInstances on i-1: accepted (AWS request r-1)',
      ],
    ])
    expect(noteText(view)).toBe('1–1 of 1. Times are of UTC. U0ADA is <@U0ADA>.')
  })

  it('is narrowed, and says by what', async () => {
    const view = await audit('--by <@U0ADA|ada> --command "/ec2  stop" --target web-1 --change 7kq2 --since 2026-11-20')
    expect(leadText(view)).toBe(
      '1 event by <@U0ADA> of /ec2 stop on web-1 of change 7KQ2 since 2026-11-20 00:00:00, newest first',
    )
    expect(leadText(await audit('--by U0BO'))).toBe('No event by <@U0BO>.')
    expect(leadText(await audit('--by ada'))).toContain('is no person that Slack made a mention of')
  })

  it('turns pages of twenty', async () => {
    const view = await audit(
      '--page 2',
      Array.from({ length: 45 }, (_, index) => anEvent({ id: `E${index}` })),
    )
    expect(pressable(view)).toMatchObject({
      '‹ 1–20 of 45': 'windlass audit --page 1',
      '41–45 of 45 ›': 'windlass audit --page 3',
      'Export all as CSV': 'windlass audit --export csv',
    })
  })

  it('goes out whole as a file in which nothing is a formula', async () => {
    const events = Array.from({ length: 1_200 }, (_, index) => anEvent({ id: `E${index}`, said: '=cmd()' }))
    const csv = await audit('--export csv', events)
    expect(leadText(csv)).toBe('All 1200 events sent to your direct messages as audit-2026-11-23.csv.')
    const lines = csv.file?.content.trim().split('\r\n') ?? []
    expect(lines).toHaveLength(1_201)
    expect(lines[1]).toContain(",'=cmd(),")
    const json: unknown = JSON.parse((await audit('--export json', events)).file?.content ?? '')
    expect(json).toHaveLength(1_200)
  })

  it('names what a whole change is about, and says how many more there are', async () => {
    const event = anEvent({ targets: [1, 2, 3, 4, 5].map(web) })
    expect(tableOf(await audit('', [event]))?.rows[0]?.[3]).toBe('web-1 i-1, web-2 i-2, web-3 i-3 and 2 more')
    const csv = (await audit('--export csv', [event])).file?.content
    expect(csv).toContain('i-1; i-2; i-3; i-4; i-5,web-1; web-2; web-3; web-4; web-5,production; ')
    const json: unknown = JSON.parse((await audit('--export json', [event])).file?.content ?? '')
    expect(json).toMatchObject([{ at: '2026-11-23T12:00:00.000Z', targets: event.targets }])
  })
})

describe('since', () => {
  it.each([
    ['30m', noon - 1_800_000],
    ['36h', noon - 129_600_000],
    ['2d', noon - 172_800_000],
    ['1W', noon - 604_800_000],
    ['2026-11-20', Date.UTC(2026, 10, 19, 23)],
  ])('%s is a time, a day beginning where the organisation is', (word, time) => {
    const parsed = parseSince(word)
    expect(parsed.ok && sinceTime(parsed.value, { now: noon, timeZone: 'Europe/Berlin' })).toBe(time)
  })

  it.each(['yesterday', '2026-02-30', '2026-13-01', 'd', '-2d', '2026-11-20T10:00'])('%s is not', (word) => {
    expect(parseSince(word).ok).toBe(false)
  })
})
