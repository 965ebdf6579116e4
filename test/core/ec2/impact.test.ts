import { describe, expect, it } from 'vitest'
import type { Surroundings } from '../../../src/core/ec2/surroundings.ts'
import { plain } from '../../../src/core/text.ts'
import { anAccount } from '../../fixtures/account.ts'
import { planFor } from '../../fixtures/change.ts'
import { anInstance } from '../../fixtures/values.ts'

const group = { name: 'web', desired: 3, members: 3, min: 2, replaces: true }
const volume = { device: '/dev/sdf', sizeGib: 100, type: 'gp3', isEncrypted: false, isDeletedOnTermination: false }

type Given = Partial<Surroundings> & { count?: number; like?: Parameters<typeof anInstance>[0] }

/** What is said of web-1, or of as many as are asked for, all in the same surroundings. */
async function impact(typed: string, { count = 1, like = {}, ...around }: Given): Promise<string[]> {
  const all = Array.from({ length: count }, (_, index) => anInstance({ name: `web-${index + 1}`, ...like }))
  const known = Object.fromEntries(all.map(({ id }) => [id, { volumes: [], platform: undefined, ...around }]))
  const plan = await planFor(typed, all, anAccount(all, [], { around: known }))
  return plan.impact.map(plain)
}

describe('what comes with a stop', () => {
  it('is said once for those to which it happens alike', async () => {
    expect(
      await impact('ec2 stop', { count: 2, group, targetGroups: [{ name: 'web-https', health: 'healthy' }] }),
    ).toEqual([
      'web-1 and web-2 belong to the Auto Scaling group web (2 of 3): it will replace them within minutes, and that terminates them.',
      'web-1 and web-2 serve the load balancer target group web-https (healthy): requests no longer reach them.',
    ])
  })

  it.each<[Partial<Surroundings>, string]>([
    [{ instanceStoreGb: 937 }, 'web-1 loses what is on its instance store, 937 GB on disks of the host.'],
    [
      { group: { ...group, replaces: false } },
      'web-1 belongs to the Auto Scaling group web (1 of 3): it does not replace it as it is set now.',
    ],
    [{}, 'web-1 loses its public address 3.3.3.3; it has no Elastic address.'],
    [{ elasticAddress: '3.3.3.3' }, 'web-1 keeps its Elastic address 3.3.3.3, which goes on costing $0.005 an hour.'],
    [
      { lifecycle: 'spot', elasticAddress: '3.3.3.3' },
      'web-1 is a Spot Instance: it can be stopped only where its Spot request is persistent.',
    ],
    [
      { volumes: [{ id: 'vol-1', ...volume }], elasticAddress: '3.3.3.3' },
      'The volume goes on costing $9.52 a month for storage.',
    ],
  ])('is what is lost, who notices and what goes on costing: %j', async (around, sentence) => {
    expect(await impact('ec2 stop', { ...around, like: { publicAddress: '3.3.3.3' } })).toContain(sentence)
  })

  it('says nothing of what does not happen', async () => {
    expect(await impact('ec2 stop', { targetGroups: [{ name: 'old', health: 'unused' }] })).toEqual([])
  })
})

describe('what comes with a termination', () => {
  it('is which volumes go with it and which stay', async () => {
    const volumes = [
      { id: 'vol-root', ...volume, isDeletedOnTermination: true },
      { id: 'vol-1', ...volume },
      { id: 'vol-2', ...volume, type: 'io2' },
    ]
    expect(await impact('ec2 terminate', { volumes, group, elasticAddress: '3.3.3.3' })).toEqual([
      'web-1 takes the volume along, with all that is on it: vol-root (100 GiB).',
      'web-1 leaves 2 volumes behind, vol-1 (100 GiB), vol-2 (100 GiB). Volumes go on costing $9.52 a month for storage, and 1 more of which Windlass has no price.',
      'web-1 belongs to the Auto Scaling group web (1 of 3): it will launch another within minutes.',
      'web-1 leaves its Elastic address 3.3.3.3 behind, which goes on costing $0.005 an hour until released.',
    ])
  })
})

describe('what comes with a start', () => {
  it('is what may end it again and what it costs', async () => {
    const volumes = [{ id: 'vol-1', ...volume, isEncrypted: true }]
    expect(
      await impact('ec2 start', { count: 2, like: { state: 'stopped' }, volumes, platform: 'Linux/UNIX' }),
    ).toEqual([
      'web-1 and web-2 have encrypted volumes: AWS stops them again if the changing role may not use their keys (kms:CreateGrant).',
      'Costs $0.19 an hour more: $0.00 before, $0.19 after.',
    ])
  })
})

it('says of a reboot that it answers nobody meanwhile', async () => {
  expect(await impact('ec2 reboot', {})).toEqual([
    'web-1 does not answer for a minute or so and loses what is only in memory; addresses and disks stay.',
  ])
})
