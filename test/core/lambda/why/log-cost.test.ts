import { describe, expect, it } from 'vitest'
import type { LambdaFunction } from '../../../../src/core/lambda/function.ts'
import { logPrice } from '../../../../src/core/lambda/log-prices.ts'
import { lambdaRegions } from '../../../../src/core/lambda/prices.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { functionFacts } from '../../../fixtures/function-facts.ts'

const virginia = { account: 'production', accountId: '111122223333', region: 'us-east-1' }
describe('what a function costs most by', () => {
  const logging = (given: Pick<Partial<FunctionFacts>, 'logBytes'>, shown: Partial<LambdaFunction> = {}) =>
    functionFacts({ about: 'cost', function: { place: virginia, ...shown }, ...given })

  it('is what it logs, where that is dearer than that it runs', () => {
    const [first, ...others] = diagnoseFunction(logging({ logBytes: { value: 2 * 1024 ** 3 } }))
    expect([first.rule, plain(first.finding)]).toEqual([
      'log-cost',
      'What order-intake logs costs more than that it runs: about $30.00 a month, if each day is like the last, beside $0.075 to run it. Its log group takes in about 60 GB a month.',
    ])
    expect(first.evidence.map(({ says }) => plain(says))).toEqual([
      '728 KB of log a call, on average of 2,880 calls in the last day',
      '$0.50 for each GB that a log takes in in us-east-1; list price of 2026-11-27 in the Standard log class, without free tier; to keep it costs on top',
    ])
    expect(others.map(({ rule }) => rule)).toEqual(['running-cost'])
  })

  it('is what its log group takes in, where others may write there too, by the price of another Region where its own is not known', () => {
    const place = { ...virginia, region: 'eu-west-1' }
    const [first] = diagnoseFunction(logging({ logBytes: { value: 1024 ** 3 } }, { place, logGroup: 'orders' }))
    expect(plain(first.finding)).toContain(
      'The log group orders, into which others may write too, takes in about 30 GB a month.',
    )
    expect(first.evidence.map(({ says }) => plain(says))).toEqual([
      '$0.50 for each GB that a log takes in in us-east-1; eu-west-1 may differ somewhat; list price of 2026-11-27 in the Standard log class, without free tier; to keep it costs on top',
    ])
  })

  it.each<readonly [string, FunctionFacts['logBytes'], says: string]>([
    ['little', { value: 1_000_000 }, 'its log takes in about 28.6 MB a month, for $0.014 on top'],
    ['not known', { unread: 'No.' }, 'what its log, its network traffic and what it calls cost is not visible here'],
  ])('is that it runs, where what it logs is %s', (_, logBytes, says) => {
    const [first] = diagnoseFunction(logging(logBytes === undefined ? {} : { logBytes }))
    expect(first.rule).toBe('running-cost')
    expect(first.evidence.map((each) => plain(each.says))).toContain(says)
  })
})

it('has the price of a GB where it was seen, else that of us-east-1', () => {
  expect(lambdaRegions.map((region) => Object.values(logPrice(region)).join(' '))).toEqual([
    'us-east-1 0.5',
    'us-east-1 0.5',
    'us-east-1 0.5',
    'eu-central-1 0.63',
    'ap-southeast-1 0.7',
    'us-east-1 0.5',
  ])
})
