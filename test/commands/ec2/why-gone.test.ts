import { describe, expect, it } from 'vitest'
import type { TrailQuery } from '../../../src/core/evidence.ts'
import { anAccount } from '../../fixtures/account.ts'
import { mayIn } from '../../fixtures/evidence.ts'
import { aCall } from '../../fixtures/instance-facts.ts'
import { bulletsOf, leadText, noteText, paragraphsOf, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance } from '../../fixtures/values.ts'

const account = anAccount([anInstance({ id: 'i-0123456789abcdef0', name: 'web-3' })])
const gone = 'i-0fedcba9876543210'

const may = mayIn('allow')
const policies = 'permit(principal, action, resource);'

describe('/ec2 why of an instance that is gone', () => {
  it('tells by its id who terminated it, looked for wherever it may have been', async () => {
    const asked: TrailQuery[] = []
    const listTrail = async (query: TrailQuery) => {
      asked.push(query)
      return { value: query.place.region === 'us-east-1' ? [aCall('TerminateInstances')] : [] }
    }
    const typed = `ec2 why ${gone} --about terminated --account production`
    const view = await runCommand(typed, account, { evidence: { listTrail }, may, policies })
    expect(leadText(view)).toBe(
      `${gone} was terminated in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago. EC2 does not list it any more.`,
    )
    expect(bulletsOf(view)).toEqual([
      '2026-11-23T10:00Z TerminateInstances by grace (role Admin) from 203.0.113.7 (CloudTrail)',
    ])
    expect(asked.map(({ place, resource }) => [place.region, resource])).toEqual([
      ['eu-central-1', gone],
      ['us-east-1', gone],
    ])
    expect(noteText(view)).toBe('Read 2026-11-23T12:00Z: EC2, CloudTrail, Windlass.')
    expect(pressable(view)).toMatchObject({
      'Who did what': `ec2 history ${gone} --account production --region us-east-1`,
    })
  })

  it('is not found where nothing knows of the id', async () => {
    const view = await runCommand(`ec2 why ${gone}`, account, { may })
    expect(leadText(view)).toMatch(
      /^No instance fits i-0fedcba9876543210, looked for in .*, and CloudTrail shows nothing that was done to it in the last 90 days\.$/,
    )
    expect(paragraphsOf(view)[0]).toContain('See that the id is right')
  })

  it('asks nothing of CloudTrail for whom /ec2 history is not allowed, and says so', async () => {
    const asked: TrailQuery[] = []
    const listTrail = async (query: TrailQuery) => (asked.push(query), { value: [aCall('TerminateInstances')] })
    const view = await runCommand(`ec2 why ${gone}`, account, { evidence: { listTrail }, may: mayIn('deny') })
    expect(leadText(view)).toMatch(/^No instance fits i-0fedcba9876543210, looked for in [^,]*\(.*\)\.$/)
    expect(noteText(view)).toContain('Left out, since you may not run /ec2 history in production, eu-central-1.')
    expect(Object.keys(pressable(view))).toEqual(['Read again'])
    expect(asked).toEqual([])
  })
})
