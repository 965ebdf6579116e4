import { describe, expect, it } from 'vitest'
import type { TrailEvent, TrailQuery } from '../../../src/core/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aCall, aStep, hour, stoppedAt } from '../../fixtures/instance-facts.ts'
import { leadText, noteText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

const account = anAccount([anInstance({ id: 'i-0123456789abcdef0', name: 'web-3' })])
const policies = 'permit(principal, action, resource);'

function aTrail(events: readonly TrailEvent[]) {
  const asked: TrailQuery[] = []
  const listTrail = async (query: TrailQuery) => {
    asked.push(query)
    return { value: events }
  }
  return { asked, evidence: { listTrail } }
}

describe('/ec2 history', () => {
  it('tells what was done to it, by whom and from where, failed tries marked', async () => {
    const start = aCall('StartInstances', { at: noon - hour, error: { code: 'VcpuLimitExceeded', message: '' } })
    const events = [aStep('RebootInstances', { at: stoppedAt - hour })]
    const { evidence } = aTrail([start, aCall('StopInstances')])
    const view = await runCommand('ec2 history web-3', account, { policies, evidence, events })
    expect(leadText(view)).toBe(
      'web-3 was changed 2 times in the last 90 d, last 2 h ago by grace (role Admin); 1 more try failed.',
    )
    expect(tableOf(view)?.rows.map((row) => row.slice(1))).toEqual([
      ['✕ StartInstances failed: VcpuLimitExceeded', 'grace (role Admin)', '203.0.113.7'],
      ['StopInstances', 'grace (role Admin)', '203.0.113.7'],
      ['/ec2 reboot web-3', '@ada', 'Windlass'],
    ])
    expect(noteText(view)).toContain('CloudTrail is some minutes behind and keeps 90 days.')
    expect(pressable(view)).toMatchObject({
      'What is wrong': 'ec2 why i-0123456789abcdef0 --account production --region eu-central-1',
    })
  })

  it.each([
    ['ec2 history web-3', 90],
    ['ec2 history web-3 --since 30d', 30],
    ['ec2 history web-3 --since 200d', 90],
  ])('%s looks as far back as CloudTrail goes', async (typed, days) => {
    const { asked, evidence } = aTrail([])
    const view = await runCommand(typed, account, { policies, evidence })
    expect(asked).toMatchObject([{ resource: 'i-0123456789abcdef0', from: noon - days * 24 * hour, until: noon }])
    expect(leadText(view)).toContain(`in the last ${days} d`)
  })

  it('says what could not be read, and that Windlass did nothing', async () => {
    const evidence = { listTrail: async () => ({ unread: 'The role may not call cloudtrail:LookupEvents.' }) }
    const view = await runCommand('ec2 history web-3', account, { policies, evidence })
    expect(leadText(view)).toBe('Windlass did not change web-3 in the last 90 d; what others did could not be read.')
    expect(noteText(view)).toContain('The role may not call cloudtrail:LookupEvents.')
  })

  it('is for whom a policy allows it: it is sensitive', async () => {
    const { asked, evidence } = aTrail([])
    expect(leadText(await runCommand('ec2 history web-3', account, { evidence }))).toContain('You may not')
    expect(asked).toEqual([])
  })

  describe('of an instance that is gone', () => {
    const gone = 'i-0fedcba9876543210'

    it('is known by its id, looked for wherever it may have been', async () => {
      const asked: TrailQuery[] = []
      const listTrail = async (query: TrailQuery) => {
        asked.push(query)
        return { value: query.place.region === 'us-east-1' ? [aCall('TerminateInstances')] : [] }
      }
      const view = await runCommand(`ec2 history ${gone} --account production`, account, {
        policies,
        evidence: { listTrail },
      })
      expect(leadText(view)).toBe(`${gone} was changed once in the last 90 d, 2 h ago by grace (role Admin).`)
      expect(asked.map(({ place, resource }) => [place.region, resource])).toEqual([
        ['eu-central-1', gone],
        ['us-east-1', gone],
      ])
      expect(Object.keys(pressable(view))).toEqual(['Read again'])
    })

    it('is not said to be untouched where one of the places could not be read', async () => {
      const listTrail = async ({ place }: TrailQuery) =>
        place.region === 'us-east-1' ? { unread: 'The role may not.' } : { value: [] }
      const view = await runCommand(`ec2 history ${gone}`, account, { policies, evidence: { listTrail } })
      expect(leadText(view)).toBe(
        `Windlass did not change ${gone} in the last 90 d; what others did could not be read.`,
      )
    })

    it.each(['ec2 history web-7', 'ec2 why web-7 --about terminated'])(
      '%s says how long EC2 knows it, and what still does',
      async (typed) => {
        const view = await runCommand(typed, account, { policies })
        expect(leadText(view)).toMatch(/^No instance fits /)
        expect(noteText(view)).toBe(
          'EC2 lists a terminated instance for about an hour only; by its id /ec2 history i-… still knows what was done to it in the last 90 days.',
        )
      },
    )

    it('is not spoken of where nobody asks for it', async () => {
      expect(noteText(await runCommand('ec2 why web-7', account, { policies }))).toBe('')
    })
  })
})
