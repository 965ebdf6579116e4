import { describe, expect, it } from 'vitest'
import type { InstanceDetails, Volume } from '../../../../src/core/ec2/instance.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { foundIn, someFacts, someMeasures } from '../../../fixtures/instance-facts.ts'

const week = 7 * 24
const hourly = (value: number) => someMeasures({ CPUUtilization: Array.from({ length: week }, () => value) }, 3600)

const steady = (value: number, count: number) => Array.from({ length: count }, () => value)
const aVolume = (given: Partial<Volume>): Volume => ({
  id: 'vol-1',
  device: '/dev/xvda',
  sizeGib: 30,
  type: 'gp3',
  isEncrypted: true,
  isDeletedOnTermination: true,
  ...given,
})

describe('why it costs so much', () => {
  it('adds up what is in the price list: its hours, its storage, its address', () => {
    // 730 hours of $0.096, 30 GiB of gp3 at $0.0952, a public address at $0.005 an hour: Frankfurt.
    const facts = someFacts({ about: 'cost', instance: { publicAddress: '54.93.18.7' } })
    expect(foundIn(facts)).toEqual({
      rules: ['costs'],
      line: 'web-3 costs about $76.59 a month: it runs, for $0.096 an hour.',
    })
    expect(diagnoseInstance(facts)[0].evidence.map(({ says }) => plain(says))).toEqual([
      't3.large in eu-central-1: $0.096 an hour, $70.08 a month On-Demand; Savings Plans and Reserved Instances are not counted',
      '30 GiB of EBS, paid for whether it runs or not. The volume goes on costing $2.86 a month for storage.',
      'public IPv4 address: $3.65 a month',
    ])
  })

  it('counts only what stays while it is stopped', () => {
    const stopped = { state: 'stopped', publicAddress: '54.93.18.7' } as const
    const elastic = someFacts({ about: 'cost', instance: stopped, details: { isPublicAddressElastic: true } })
    expect(foundIn(elastic).line).toBe(
      'web-3 costs about $6.51 a month while it is stopped: not for itself, for what stays: $2.86 for EBS, $3.65 for its Elastic IP address.',
    )
    expect(foundIn(someFacts({ about: 'cost', instance: stopped })).line).toBe(
      'web-3 costs about $2.86 a month while it is stopped: not for itself, for what stays.',
    )
  })

  it.each([
    ['it is a Spot Instance, whose price moves', { lifecycle: 'spot' }],
    ['it runs on a Dedicated Host, which is paid for as a whole, whatever runs on it', { tenancy: 'host' }],
    ['Windlass knows prices for Linux, and it is Windows BYOL', { platform: 'Windows BYOL' }],
  ] as const)('makes up no price: %s', (why, details) => {
    expect(foundIn(someFacts({ about: 'cost', details })).line).toBe(
      `web-3 costs at least $2.86 a month, without its own price an hour: ${why}.`,
    )
  })

  it.each<readonly [string, { readonly type?: string }, Partial<InstanceDetails>, string]>([
    [
      'the licence, about what it is on most types',
      { type: 'm6i.large' },
      { platform: 'Windows' },
      'web-3 costs at least $86.81 a month: it runs, for $0.12 an hour. Not in that sum: the licence of Windows, which is paid by the hour, about $67.16 a month.',
    ],
    [
      'a licence whose price is not known',
      {},
      { platform: 'Red Hat Enterprise Linux' },
      'web-3 costs at least $72.94 a month: it runs, for $0.096 an hour. Not in that sum: the licence of Red Hat Enterprise Linux, which is paid by the hour.',
    ],
    [
      'a host of its own',
      {},
      { tenancy: 'dedicated' },
      'web-3 costs at least $72.94 a month: it runs, for $0.096 an hour. Not in that sum: that it is a Dedicated Instance, which is somewhat dearer an hour and costs $2.00 an hour more ($1,460.00 a month), once for all of them in the Region.',
    ],
    [
      'storage without a price',
      {},
      { volumes: [aVolume({}), aVolume({ type: 'io2', sizeGib: 2000 })] },
      'web-3 has 2,000 GiB of io2: that is mostly dear, and Windlass has no price for it. web-3 costs at least $72.94 a month: it runs, for $0.096 an hour. Not in that sum: 2,000 GiB of io2, paid by the GiB and by the IOPS, used or not.',
    ],
    [
      // 2,000 GiB of $0.149 and 20,000 IOPS of $0.078.
      'nothing, with a volume whose IOPS are most of it',
      {},
      { volumes: [aVolume({}), aVolume({ type: 'io2', sizeGib: 2000, iops: 20_000 })] },
      'web-3 costs about $1,930.94 a month: $1,858.00 of it for 2,000 GiB of io2 with 20,000 IOPS. It runs, for $0.096 an hour.',
    ],
    [
      'nothing, with a few IOPS',
      {},
      { volumes: [aVolume({}), aVolume({ type: 'io1', sizeGib: 10, iops: 100 })] },
      'web-3 costs about $82.23 a month: it runs, for $0.096 an hour.',
    ],
    [
      'most of it storage, with more IOPS than come with it',
      {},
      { volumes: [aVolume({ sizeGib: 10_000, iops: 16_000 })] },
      'web-3 costs at least $1,022.08 a month: $952.00 of it for 10,000 GiB of EBS. It runs, for $0.096 an hour. Not in that sum: the IOPS of a gp3 above 3,000: it has 16,000.',
    ],
    [
      'as many IOPS as come with it',
      {},
      { volumes: [aVolume({ iops: 3000 })] },
      'web-3 costs about $72.94 a month: it runs, for $0.096 an hour.',
    ],
  ])('names what is not in the sum: %s', (_, ...[instance, details, line]) => {
    expect(foundIn(someFacts({ about: 'cost', instance, details })).line).toBe(line)
  })

  it('says first what borrowed CPU credits cost, where that is more than a few dollars', () => {
    const borrowing = (cpu: number, hours = week) =>
      someMeasures({ CPUUtilization: steady(cpu, hours), CPUSurplusCreditBalance: steady(864, hours) }, 3600)
    const facts = (cpu: number, hours?: number) => someFacts({ about: 'cost', measures: borrowing(cpu, hours) })
    // 2 vCPUs, 62 % above the baseline, $0.05 for a vCPU-hour, 730 hours.
    expect(foundIn(facts(92))).toEqual({
      rules: ['surplus-credits', 'costs'],
      line: 'web-3 borrows CPU credits since 2026-11-16T12:00Z, 7 d ago: it uses 92 % of its CPU, of which its price an hour covers 30 %; the rest costs about $45.26 a month more, if it goes on so.',
    })
    expect(plain(diagnoseInstance(facts(92))[1]?.finding ?? [])).toBe(
      'web-3 costs at least $72.94 a month: it runs, for $0.096 an hour. Not in that sum: CPU credits that it borrows, about $45.26 a month.',
    )
    expect(foundIn(facts(31)).rules).toEqual(['costs', 'surplus-credits'])
    expect(plain(diagnoseInstance(facts(20))[0].finding)).toMatch(/^web-3 costs about/)
    expect(plain(diagnoseInstance(facts(92, 20))[0].finding)).toMatch(/^web-3 costs about/)
  })

  it('names what it sends, where that may be dear', () => {
    const sending = (bytes: number) =>
      someFacts({ about: 'cost', measures: someMeasures({ NetworkOut: steady(bytes, week) }, 3600) })
    expect(foundIn(sending(1e9))).toEqual({
      rules: ['costs', 'much-traffic'],
      line: 'web-3 costs at least $72.94 a month: it runs, for $0.096 an hour. Not in that sum: what it sends to the internet, $56.70 a month at most.',
    })
    expect(plain(diagnoseInstance(sending(1e9))[1]?.finding ?? [])).toBe(
      'web-3 sends about 730 GB a month: what of that goes to the internet is paid by the GB: $56.70 a month at most, if all of it does. To another zone it is $0.01 a GB, within its zone nothing.',
    )
    expect(foundIn(sending(5e8)).rules).toEqual(['costs'])
  })

  it('says first what it sends, where that may cost more than all the rest', () => {
    const sending = (bytes: number, given = {}) =>
      someFacts({ about: 'cost', measures: someMeasures({ NetworkOut: steady(bytes, week) }, 3600), ...given })
    expect(foundIn(sending(5e9))).toEqual({
      rules: ['much-traffic', 'costs'],
      line: 'web-3 sends about 3,650 GB a month: what of that goes to the internet is paid by the GB: $319.50 a month at most, if all of it does. To another zone it is $0.01 a GB, within its zone nothing.',
    })
    const large = { details: { volumes: [aVolume({ sizeGib: 4000 })] } }
    expect(foundIn(sending(5e9, large)).rules).toEqual(['costs', 'much-traffic'])
    // Without its price an hour nobody knows what the rest is.
    expect(foundIn(sending(5e9, { instance: { type: 'x9.large' } })).rules).toEqual(['costs', 'much-traffic'])
  })

  it('says that it has no price rather than $0', () => {
    const facts = someFacts({ about: 'cost', instance: { type: 'x9.large' }, details: { volumes: [] } })
    expect(foundIn(facts).line).toBe('What web-3 costs, Windlass has no price for.')
  })

  it('says that it is idle where every hour of at least a day was', () => {
    expect(foundIn(someFacts({ about: 'cost', measures: hourly(2.1) })).rules).toEqual(['costs', 'idle'])
    expect(foundIn(someFacts({ about: 'cost', measures: hourly(5) })).rules).toEqual(['costs'])
    const short = someMeasures({ CPUUtilization: [1, 1, 1] }, 3600)
    expect(foundIn(someFacts({ about: 'cost', measures: short })).rules).toEqual(['costs'])
    expect(foundIn(someFacts({ about: 'cost', measures: { unread: 'Not allowed.' } })).rules).toEqual(['costs'])
  })

  it('names borrowed credits and a previous generation', () => {
    const measures = someMeasures({ CPUSurplusCreditBalance: [0, 4, 9] }, 3600)
    expect(foundIn(someFacts({ about: 'cost', measures })).rules).toEqual(['costs', 'surplus-credits'])
    expect(foundIn(someFacts({ about: 'cost', instance: { type: 'm4.large' } })).rules).toEqual([
      'costs',
      'old-generation',
    ])
    expect(foundIn(someFacts({ about: 'cost', instance: { type: 'constructor.large' } })).rules).toEqual(['costs'])
  })

  it('costs nothing once it is terminated', () => {
    expect(foundIn(someFacts({ about: 'cost', instance: { state: 'terminated' } })).rules).toEqual(['costs-nothing'])
  })
})
