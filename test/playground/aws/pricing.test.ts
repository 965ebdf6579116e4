import { type Filter, type GetProductsRequest, Pricing } from '@aws-sdk/client-pricing'
import { expect, it } from 'vitest'
import { hourlyPriceIn } from '../../../src/aws/price-list-item.ts'
import { instanceSizes } from '../../../src/core/compare/sizes.ts'
import { instancePrice } from '../../../src/core/ec2/prices.ts'
import { failureOf, readCredentials, startedAws } from './simulation.ts'

const matching = (fields: Record<string, string>): Filter[] =>
  Object.entries(fields).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value }))
const small = { instanceType: 't3.small', regionCode: 'eu-central-1' }

async function started() {
  const { aws, sts } = await startedAws()
  const credentials = await readCredentials(sts(), 'staging')
  const client = new Pricing({ endpoint: aws.url, maxAttempts: 1, region: 'us-east-1', credentials })
  const products = (more: Partial<GetProductsRequest> = {}) =>
    client.getProducts({ ServiceCode: 'AmazonEC2', FormatVersion: 'aws_v1', ...more })
  const items = async (more: Partial<GetProductsRequest>): Promise<string[]> => {
    const { PriceList = [] } = await products(more)
    return Array.from(PriceList, String)
  }
  return { aws, sts, products, items }
}

it('sells one type in one Region at its price, as AWS writes it', async () => {
  const { items } = await started()
  const [item = '', ...others] = await items({ Filters: matching({ ...small, operatingSystem: 'linux' }) })
  expect(others).toEqual([])
  expect(hourlyPriceIn(item, { region: 'eu-central-1', type: 't3.small' })).toBe(0.024)
  const [term] = Object.values<Record<string, unknown>>(JSON.parse(item).terms.OnDemand)
  expect(Object.values(term?.['priceDimensions'] ?? {})).toEqual([
    {
      unit: 'Hrs',
      beginRange: '0',
      endRange: 'Inf',
      description: '$0.024 per On Demand Linux t3.small Instance Hour',
      appliesTo: [],
      rateCode: expect.stringMatching(/^[0-9A-F]{16}\.JRTCKXETXF\.6YS6EN2CT7$/),
      pricePerUnit: { USD: '0.0240000000' },
    },
  ])
  expect(JSON.parse(item)).toMatchObject({
    product: { productFamily: 'Compute Instance', attributes: { usagetype: 'EUC1-BoxUsage:t3.small', ...small } },
    serviceCode: 'AmazonEC2',
  })
})

it.each([
  [{ ...small, operatingSystem: 'Windows' }],
  [{ ...small, regionCode: 'mars-1' }],
  [{ ...small, nothing: 'known' }],
])('has nothing for %j', async (fields) => {
  const { items } = await started()
  expect(await items({ Filters: matching(fields) })).toEqual([])
})

it('gives everything page by page', async () => {
  const { products } = await started()
  const Filters = matching({ regionCode: 'us-east-1' })
  const found = new Set<string>()
  let NextToken: string | undefined
  do {
    const page: { PriceList?: unknown; NextToken?: string | undefined } = await products({
      Filters,
      MaxResults: 50,
      ...(NextToken === undefined ? {} : { NextToken }),
    })
    if (Array.isArray(page.PriceList)) for (const item of page.PriceList) found.add(String(item))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  expect(found.size).toBe(instanceSizes.filter(({ type }) => instancePrice(type, 'us-east-1') !== undefined).length)
})

it.each<[Partial<GetProductsRequest>, string]>([
  [{ MaxResults: 101 }, 'InvalidParameterException'],
  [{ NextToken: 'x' }, 'InvalidNextTokenException'],
  [{ ServiceCode: 'AmazonS3' }, 'NotImplemented'],
  [{ Filters: [{ Type: 'CONTAINS', Field: 'instanceType', Value: 't3' }] }, 'NotImplemented'],
])('%j is refused', async (more, code) => {
  const { products } = await started()
  expect(await failureOf(products(more))).toMatchObject({ code })
})

it('refuses who may not, and throttles and breaks in its own words', async () => {
  const { aws, products } = await started()
  aws.allowOnly(['ec2:DescribeInstances'])
  expect((await failureOf(products())).message).toContain('pricing:GetProducts')
  aws.allowOnly(['pricing:GetProducts'])
  expect((await failureOf(products())).code).toBe('none')
  aws.faults.add({ fault: { kind: 'throttle' }, where: { service: 'pricing' }, times: 1 })
  expect(await failureOf(products())).toMatchObject({ code: 'ThrottlingException', status: 400 })
  aws.faults.add({ fault: { kind: 'internal-error' }, where: { service: 'pricing' }, times: 1 })
  expect(await failureOf(products())).toMatchObject({ code: 'InternalErrorException', status: 500 })
})
