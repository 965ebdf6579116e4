import { expect, it } from 'vitest'
import { storagePrice } from '../../../src/core/ec2/prices.ts'
import { lambdaPrice, lambdaRegions, readyPriceIn } from '../../../src/core/lambda/prices.ts'

it.each(lambdaRegions)('knows a request and three tiers for both architectures in %s', (region) => {
  const dollars = (architecture: 'x86' | 'arm64') =>
    lambdaPrice(region, architecture)?.tiers.map((tier) => tier.dollars)
  expect(lambdaPrice(region, 'x86')?.request).toBe(0.000_000_2)
  expect(dollars('x86')).toEqual([0.000_016_666_7, 0.000_015, 0.000_013_333_4])
  expect(dollars('arm64')).toEqual([0.000_013_333_4, 0.000_012_000_1, 0.000_010_666_7])
})

it('has tiers that begin later on arm64', () => {
  const ends = (architecture: 'x86' | 'arm64') => lambdaPrice('us-east-1', architecture)?.tiers.map(({ upTo }) => upTo)
  expect(ends('x86')).toEqual([6e9, 15e9, Number.POSITIVE_INFINITY])
  expect(ends('arm64')).toEqual([7.5e9, 18.75e9, Number.POSITIVE_INFINITY])
})

it('knows the Regions of which EC2 prices are known', () => {
  expect(lambdaRegions.filter((region) => storagePrice('gp3', region) === undefined)).toEqual([])
})

it.each(['me-central-1', 'af-south-1', 'constructor', ''])('guesses nothing of %j', (region) => {
  expect(lambdaPrice(region, 'x86')).toBeUndefined()
  expect(readyPriceIn(region, 'x86_64')).toBeUndefined()
})

it('goes by the architecture as Lambda calls it', () => {
  expect(readyPriceIn('us-east-1', 'x86_64')).toBe(0.000_004_166_7)
  expect(readyPriceIn('us-east-1', 'arm64')).toBe(0.000_003_333_4)
})

it('knows what is kept ready by its Region, and for arm64 only where that was seen', () => {
  expect(lambdaRegions.filter((region) => readyPriceIn(region, 'x86_64') === undefined)).toEqual([])
  expect(readyPriceIn('eu-central-1', 'x86_64')).toBe(0.000_005_014_7)
  expect(readyPriceIn('eu-central-1', 'arm64')).toBeUndefined()
})
