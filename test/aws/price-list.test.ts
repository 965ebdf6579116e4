import { afterEach, describe, expect, test } from 'vitest'
import { hourlyPriceIn } from '../../src/aws/price-list-item.ts'
import type { Log } from '../../src/core/log.ts'
import { jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, bob, frankfurt, type Surroundings, surround } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings | undefined
afterEach(() => here?.close())

const noon = Date.UTC(2026, 10, 26, 12)
const dayMs = 86_400_000
const small = { region: 'eu-central-1', type: 't3.small' }

/** One of Price List's strings, shortened to what another field of it would not change. */
function listed(more: { type?: string; region?: string; unit?: string; prices?: readonly string[] } = {}): string {
  const { type = 't3.small', region = 'eu-central-1', unit = 'Hrs', prices = ['0.0240000000'] } = more
  const dimensions = prices.map((USD, index) => [`SKU.JRTCKXETXF.${index}`, { unit, pricePerUnit: { USD } }])
  return JSON.stringify({
    product: { productFamily: 'Compute Instance', attributes: { instanceType: type, regionCode: region }, sku: 'SKU' },
    serviceCode: 'AmazonEC2',
    terms: { OnDemand: { 'SKU.JRTCKXETXF': { priceDimensions: Object.fromEntries(dimensions) } }, Reserved: {} },
  })
}

const clock = { time: noon }
async function started(answer: (call: Call) => Reply, options: { withinMs?: number } = {}) {
  clock.time = noon
  const warnings: string[] = []
  const log: Log = { debug() {}, info() {}, warn: (_, message) => warnings.push(message), error() {} }
  here = await surround(withSessions(answer), { now: () => clock.time, log, ...options })
  const { aws, stub } = here
  return {
    warnings,
    find: (types: readonly string[], person = ada) =>
      aws.pricesFor(person).findInstancePrices({ place: frankfurt, region: 'eu-central-1', types }),
    asked: () => stub.calls.filter(({ action }) => action === 'GetProducts'),
  }
}

const filtersOf = ({ body }: Call): unknown => Reflect.get(JSON.parse(body), 'Filters')
const typeOf = (call: Call): string => /t3\.\w+/.exec(JSON.stringify(filtersOf(call)))?.[0] ?? ''

test('the price list is asked in N. Virginia for the Linux price of one type in its Region', async () => {
  const { find, asked } = await started(() => jsonAnswer({ FormatVersion: 'aws_v1', PriceList: [listed()] }))
  expect(await find(['t3.small'])).toEqual(
    new Map([['t3.small', { dollars: 0.024, checked: '2026-11-26', isLive: true }]]),
  )
  const [call] = asked()
  expect(call).toMatchObject({ service: 'pricing', region: 'us-east-1' })
  expect(JSON.parse(call?.body ?? '')).toMatchObject({ ServiceCode: 'AmazonEC2', FormatVersion: 'aws_v1' })
  expect(call && filtersOf(call)).toEqual(
    [
      ['instanceType', 't3.small'],
      ['regionCode', 'eu-central-1'],
      ['operatingSystem', 'Linux'],
      ['tenancy', 'Shared'],
      ['preInstalledSw', 'NA'],
      ['capacitystatus', 'Used'],
    ].map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
  )
})

test('a price is kept for a day, for everyone', async () => {
  const { find, asked } = await started((call) => jsonAnswer({ PriceList: [listed({ type: typeOf(call) })] }))
  await find(['t3.small', 't3.small', 't3.large'])
  expect(asked()).toHaveLength(2)
  clock.time = noon + dayMs - 1
  expect((await find(['t3.small'], bob)).get('t3.small')?.checked).toBe('2026-11-26')
  expect(asked()).toHaveLength(2)
  clock.time = noon + dayMs
  expect((await find(['t3.small'])).get('t3.small')?.checked).toBe('2026-11-27')
  expect(asked()).toHaveLength(3)
})

describe('whatever goes wrong, there is no price and the log has why', () => {
  test.each<[string, Reply]>([
    ['not allowed', jsonError('AccessDeniedException')],
    ['broken', jsonError('InternalErrorException', 500)],
    ['no JSON', { body: '<html>' }],
    ['a cut answer', { cut: '{"PriceList":' }],
    ['nothing found', jsonAnswer({ PriceList: [] })],
    ['no list', jsonAnswer({})],
    ['another type', jsonAnswer({ PriceList: [listed({ type: 't3.large' })] })],
    ['two prices', jsonAnswer({ PriceList: [listed(), listed({ prices: ['0.03'] })] })],
    ['no price list item', jsonAnswer({ PriceList: ['[]', 'x'] })],
  ])('%s', async (_, reply) => {
    const { find, warnings } = await started(() => reply)
    expect(await find(['t3.small'])).toEqual(new Map())
    expect(warnings).toHaveLength(1)
  })

  test('no answer in time', async () => {
    const { find, warnings } = await started(() => 'hang', { withinMs: 300 })
    expect(await find(['t3.small'])).toEqual(new Map())
    expect(warnings).toHaveLength(1)
  })

  test('for one type: the other has its price, and the first is asked again', async () => {
    const { find, asked } = await started((call) =>
      typeOf(call) === 't3.large' ? jsonError('ThrottlingException') : jsonAnswer({ PriceList: [listed()] }),
    )
    expect([...(await find(['t3.large', 't3.small'])).keys()]).toEqual(['t3.small'])
    await find(['t3.large', 't3.small'])
    expect(asked().map(typeOf).toSorted()).toEqual(['t3.large', 't3.large', 't3.small'])
  })
})

test.each([
  ['as it is', listed(), 0.024],
  ['beside a price of nothing', listed({ prices: ['0.0000000000', '0.024'] }), 0.024],
  ['in two prices', listed({ prices: ['0.03', '0.024'] }), undefined],
  ['by another unit', listed({ unit: 'Quantity' }), undefined],
  ['in another Region', listed({ region: 'us-east-1' }), undefined],
  ['not a number', listed({ prices: ['free'] }), undefined],
  ['no JSON', '{', undefined],
  ['nothing', 'null', undefined],
])('an item %s', (_, item, price) => {
  expect(hourlyPriceIn(item, small)).toBe(price)
})
