import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import type { Volume } from '../../../../src/core/ec2/instance.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { foundIn, read, someFacts, someMeasures } from '../../../fixtures/instance-facts.ts'

const aVolume = (id: string, type: string, sizeGib: number | undefined): Volume => ({
  id,
  device: '/dev/xvda',
  sizeGib,
  type,
  isEncrypted: true,
  isDeletedOnTermination: true,
})
type Values = readonly (number | undefined)[]

function asked(volumes: readonly Volume[], bursts: Record<string, Values>, given: Partial<InstanceFacts> = {}) {
  const { value } = someMeasures({ CPUUtilization: [9, 9, 9, 9] })
  const measures = read({ ...value, bursts: new Map(Object.entries(bursts)) })
  return someFacts({ about: 'slow', measures, details: { volumes }, ...given })
}

const gp2 = aVolume('vol-1', 'gp2', 30)

describe('the burst of the volumes of an instance that is slow', () => {
  it.each<[string, readonly Volume[], Record<string, Values>, string]>([
    ['of a gp2', [gp2], { 'vol-1': [40, 3, 0, 0] }, 'vol-1 (30 GiB of gp2) is held at its baseline of 100 IOPS'],
    [
      'of an st1',
      [aVolume('vol-1', 'st1', 500)],
      { 'vol-1': [40, 0, 0, 0] },
      'vol-1 (500 GiB of st1) is held at its baseline of 20 MiB/s',
    ],
    [
      'of one whose size is not known',
      [aVolume('vol-1', 'gp2', undefined)],
      { 'vol-1': [40, 0, 0, 0] },
      'vol-1 (a volume of gp2) is held at its baseline',
    ],
    [
      'of two',
      [aVolume('vol-0', 'gp3', 8), gp2, aVolume('vol-2', 'gp2', 200)],
      { 'vol-1': [40, 0, 0, 0], 'vol-2': [50, 1, 1, 1] },
      'vol-1 (30 GiB of gp2) is held at its baseline of 100 IOPS, and 1 more of its volumes',
    ],
  ])('%s is said to be used up', (_, volumes, ...[bursts, line]) => {
    expect(foundIn(asked(volumes, bursts))).toEqual({
      rules: ['volume-burst'],
      line: `A volume of web-3 has used up its burst: ${line}, since 2026-11-23T11:45Z, 15 min ago.`,
    })
  })

  it.each<[string, Record<string, Values>]>([
    ['has come back', { 'vol-1': [0, 0, 0, 30] }],
    ['is full', { 'vol-1': [100, 100, 100, 100] }],
    ['has no values', { 'vol-1': [undefined, undefined, undefined, undefined] }],
    ['is of a volume that it has no more', { 'vol-9': [0, 0, 0, 0] }],
    ['was not measured', {}],
  ])('is no reason where it %s', (_, bursts) => {
    expect(foundIn(asked([gp2], bursts)).rules).toEqual(['nothing-found'])
  })

  it('shows each balance, and what helps of it', () => {
    const both = [gp2, aVolume('vol-2', 'st1', 500)]
    const bursts = { 'vol-1': [40, 0, 0, 0], 'vol-2': [50, 1, 1, 1] }
    const [{ evidence, next }] = diagnoseInstance(asked(both, bursts))
    expect(evidence.map(({ says }) => plain(says))).toEqual([
      'BurstBalance of vol-1 at 0 %, low from then on',
      'BurstBalance of vol-2 at 1 %, low from then on',
    ])
    expect(plain(next ?? [])).toMatch(/^Make it a gp3/)
    const [other] = diagnoseInstance(asked(both.slice(1), bursts))
    expect(plain(other.next ?? [])).toMatch(/^Read and write less, or enlarge it/)
  })

  it('explains what is wrong where nothing is asked', () => {
    expect(foundIn(asked([gp2], { 'vol-1': [0, 0, 0, 0] }, { about: undefined })).rules).toEqual(['volume-burst'])
  })
})
