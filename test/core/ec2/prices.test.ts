import { describe, expect, it } from 'vitest'
import { instancePrice, storagePrice, volumePrice } from '../../../src/core/ec2/prices.ts'

describe('what an instance costs an hour', () => {
  it.each([
    ['t3.micro', 'us-east-1', 0.0104],
    ['t3.large', 'eu-central-1', 0.096],
    ['t4g.nano', 'us-west-2', 0.0042],
    ['c5.9xlarge', 'us-east-1', 1.53],
    ['m6i.8xlarge', 'eu-west-1', 1.712],
    ['m7g.2xlarge', 'eu-central-1', 0.391],
    ['r6i.4xlarge', 'ap-southeast-1', 1.216],
    ['g5.xlarge', 'eu-central-1', 1.258],
  ])('%s in %s', (type, region, price) => {
    expect(instancePrice(type, region)).toBeCloseTo(price, 4)
  })

  it.each([
    ['z9.large', 'us-east-1'],
    ['t3.large', 'me-central-1'],
    ['t3.metal', 'us-east-1'],
    ['c7g.large', 'eu-west-1'],
    ['g5.2xlarge', 'us-east-1'],
    ['constructor.large', 'us-east-1'],
    ['', ''],
  ])('is not guessed: %s in %s', (type, region) => {
    expect(instancePrice(type, region)).toBeUndefined()
  })
})

it('knows what the usual volumes cost a month', () => {
  expect(storagePrice('gp3', 'eu-central-1')).toBe(0.0952)
  expect(storagePrice('io2', 'eu-central-1')).toBeUndefined()
})

describe('what a volume costs a month', () => {
  it.each([
    [{ type: 'gp3', sizeGib: 100 }, 'eu-central-1', 9.52],
    [{ type: 'io1', sizeGib: 100, iops: 1000 }, 'us-east-1', 77.5],
    [{ type: 'io2', sizeGib: 500, iops: 20_000 }, 'eu-central-1', 1634.5],
    // 32,000 of $0.065, as many of 70 % of it, and 6,000 of 49 %.
    [{ type: 'io2', sizeGib: 0, iops: 70_000 }, 'us-east-1', 2080 + 1456 + 191.1],
    [{ type: 'io1', sizeGib: 0, iops: 64_000 }, 'us-east-1', 4160],
  ])('%o in %s', (volume, region, price) => {
    expect(volumePrice(volume, region)).toBeCloseTo(price, 4)
  })

  it.each([
    [{ type: 'io2', sizeGib: 500 }, 'eu-central-1'],
    [{ type: 'io2', sizeGib: 500, iops: 100 }, 'me-central-1'],
    [{ type: 'sc1', sizeGib: 500 }, 'eu-central-1'],
    [{ type: 'gp3', sizeGib: undefined }, 'eu-central-1'],
    [{ type: undefined, sizeGib: 500 }, 'eu-central-1'],
  ])('is not guessed: %o in %s', (volume, region) => {
    expect(volumePrice(volume, region)).toBeUndefined()
  })
})
