import type { Filter, GetProductsRequest, GetProductsResponse } from '@aws-sdk/client-pricing'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { type Product, products } from './products.ts'

/** AWS Billing and Cost Management API Reference, GetProducts. */
const mostResults = 100

export const getProducts = action({
  name: 'GetProducts',
  run({ ServiceCode, Filters = [], ...page }: GetProductsRequest): GetProductsResponse {
    if (ServiceCode !== 'AmazonEC2')
      throw new AwsError('NotImplemented', `The simulated Price List has AmazonEC2 alone, not ${ServiceCode}.`, 501)
    const found = products().filter((product) => Filters.every((filter) => fits(product, filter)))
    return { FormatVersion: 'aws_v1', ...pageOf(found, page) }
  },
})

function fits({ attributes }: Product, { Type, Field = '', Value = '' }: Filter): boolean {
  if (Type !== 'TERM_MATCH')
    throw new AwsError('NotImplemented', `The simulated Price List filters by TERM_MATCH alone, not ${Type}.`, 501)
  return Object.hasOwn(attributes, Field) && attributes[Field]?.toLowerCase() === Value.toLowerCase()
}

function pageOf(found: readonly Product[], { MaxResults: size = mostResults, NextToken }: Partial<GetProductsRequest>) {
  if (!(size >= 1 && size <= mostResults))
    throw new AwsError('InvalidParameterException', `MaxResults must be from 1 to ${mostResults}.`)
  const start = NextToken === undefined ? 0 : startOf(NextToken)
  const end = start + size
  const PriceList = found.slice(start, end).map(({ item }) => item)
  return { PriceList, ...(end < found.length ? { NextToken: tokenOf(end) } : {}) }
}

const tokenOf = (start: number): string => Buffer.from(`products:${start}`).toString('base64url')

function startOf(token: string): number {
  const [, start] = /^products:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (start === undefined) throw new AwsError('InvalidNextTokenException', 'The pagination token is invalid.')
  return Number(start)
}
