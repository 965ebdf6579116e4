import { expect, test } from 'vitest'
import { type Demand, findExcesses } from '../../src/core/caps.ts'

const caps = { maxTargets: 3, perPersonPerHour: 2, maxPercentOfGroup: 50, maxPercentOfEnvironment: 29 }
const small: Demand = { targets: 1, earlier: 0, groups: [], environments: [] }
const share = (taken: number, size: number) => [{ name: 'web', taken, already: 0, size }]

test.each<[string, Partial<Demand>, string[]]>([
  ['nothing special', {}, []],
  ['as many targets as allowed', { targets: 3 }, []],
  ['a target too many', { targets: 4 }, ['maxTargets 4 > 3']],
  ['the last change of the hour', { earlier: 1 }, []],
  ['a change too many in the hour', { earlier: 2 }, ['perPersonPerHour 3 > 2']],
  ['half of a group', { groups: share(2, 4) }, []],
  ['more than half of a group', { groups: share(3, 5) }, ['maxPercentOfGroup 3 > 2']],
  ['the only one of a group', { groups: share(1, 1) }, []],
  ['both of two', { groups: share(2, 2) }, ['maxPercentOfGroup 2 > 1']],
  ['just its share of an environment', { environments: share(29, 100) }, []],
  ['more than its share of an environment', { environments: share(30, 100) }, ['maxPercentOfEnvironment 30 > 29']],
  ['too much of everything', { targets: 9, earlier: 9 }, ['maxTargets 9 > 3', 'perPersonPerHour 10 > 2']],
])('%s', (_, demand, expected) => {
  const excesses = findExcesses(caps, { ...small, ...demand })
  expect(excesses.map(({ cap, asked, allowed }) => `${cap} ${asked} > ${allowed}`)).toEqual(expected)
})
