import { describe, expect, it } from 'vitest'
import { baselineOf, mayBurst } from '../../../src/core/ec2/volume-bursts.ts'

describe('what a volume does once its burst is used up', () => {
  it.each([
    ['gp2', 8, '100 IOPS'],
    ['gp2', 200, '600 IOPS'],
    ['gp2', 8000, '16,000 IOPS'],
    ['st1', 512, '20 MiB/s'],
    ['sc1', 2048, '24 MiB/s'],
    ['gp3', 100, undefined],
    ['gp2', undefined, undefined],
  ])('%s of %s GiB: %s', (type, sizeGib, baseline) => {
    expect(baselineOf({ type, sizeGib })).toBe(baseline)
  })

  it('is asked for those types alone that have one', () => {
    const types = ['gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard', undefined]
    expect(types.filter((type) => mayBurst({ type }))).toEqual(['gp2', 'st1', 'sc1'])
  })
})
