import { describe, expect, it } from 'vitest'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { foundIn, someFacts, someMeasures } from '../../../fixtures/instance-facts.ts'

const week = 7 * 24
const hourly = (value: number) => someMeasures({ CPUUtilization: Array.from({ length: week }, () => value) }, 3600)

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
      'web-3 costs about $6.51 a month while it is stopped: not for itself, for what stays.',
    )
    expect(foundIn(someFacts({ about: 'cost', instance: stopped })).line).toBe(
      'web-3 costs about $2.86 a month while it is stopped: not for itself, for what stays.',
    )
  })

  it.each([
    ['a Spot Instance', { lifecycle: 'spot' }],
    ['Windows', { platform: 'Windows' }],
  ] as const)('does not make up a price for %s', (_, details) => {
    expect(foundIn(someFacts({ about: 'cost', details })).line).toBe(
      'web-3 costs at least $2.86 a month, without its own price an hour, which Windlass does not know.',
    )
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
