import { expect, test } from 'vitest'
import { judgeRegion } from '../../src/core/regions.ts'

const known = 'eu-central-1 us-east-1 cn-northwest-1 us-gov-west-1 mx-central-1 eusc-de-east-1'.split(' ')
const possible = 'eu-west-4 us-south-1 ap-southeast-12 nz-north-1 us-iso-east-1 us-isob-east-1'.split(' ')

test.each([...known, ...possible])('%s is a Region, or may become one', (name) => {
  expect(judgeRegion(name)).toEqual({ isRegion: true })
})

test.each([
  ['eu-cental-1', 'eu-central-1'],
  ['ue-central-1', 'eu-central-1'],
  ['us-esat-1', 'us-east-1'],
  ['us-gvo-west-1', 'us-gov-west-1'],
  ['eu-west-9x', 'eu-west-1'],
  ['eu-central1', 'eu-central-1'],
  ['EU-CENTRAL-1', 'eu-central-1'],
  ['eu-central-1a', 'eu-central-1'],
  ['Frankfurt', undefined],
  ['', undefined],
])('%s is none, and %s may be meant', (name, meant) => {
  expect(judgeRegion(name)).toEqual({ isRegion: false, meant })
})
