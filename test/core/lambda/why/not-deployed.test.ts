import { describe, expect, it } from 'vitest'
import type { TrailRead } from '../../../../src/core/evidence.ts'
import type { FunctionTrouble } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { failedCall, functionFacts, hour, trailEvent } from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

type Case = readonly [where: string, trail: TrailRead, wanted: string | undefined]

const aWeekAgo = noon - 7 * 24 * hour
const counts = { invocations: 2880, errors: 36, throttles: 0 }
const notDeployed = 'it was not deployed in the last day; its code and settings are of 2026-11-16T12:00Z (cloudtrail)'
const unchanged = 'its code and settings were not changed in the last day; they are of 2026-11-16T12:00Z (lambda)'

function found(trail: TrailRead, about: FunctionTrouble | undefined, modifiedAt: number | undefined = aWeekAgo) {
  const calls = { value: [failedCall('timeout', [])] }
  const [first] = diagnoseFunction(functionFacts({ about, counts, function: { modifiedAt }, calls, trail }))
  const says = first.evidence.map((each) => `${plain(each.says)} (${each.source})`)
  return { rule: first.rule, says: says.find((line) => line.includes('its code and settings')) }
}

describe('of what fails it is said that no deployment is the cause, as far as that is known,', () => {
  const table: readonly Case[] = [
    ['where the trail shows none', { value: [trailEvent('UpdateFunctionCode', aWeekAgo)] }, notDeployed],
    ['where the trail was read a day back', { value: [], readTo: noon - 24 * hour }, notDeployed],
    ['where the trail was not read so far', { value: [], readTo: noon - hour }, unchanged],
    ['where the trail is not known', { unread: 'CloudTrail: not allowed.' }, unchanged],
    ['and not where an alias was sent elsewhere', { value: [trailEvent('UpdateAlias', noon - 2 * hour)] }, undefined],
  ]
  it.each(table)('%s', (_, trail, says) => {
    expect(found(trail, 'failing')).toEqual({ rule: 'timed-out', says })
    expect(found(trail, undefined)).toEqual({ rule: 'timed-out', says })
  })

  it('and not of what is slow', () => {
    expect(found({ value: [] }, 'slow')).toEqual({ rule: 'timed-out', says: undefined })
  })

  it('and not where it was changed within the day', () => {
    expect(found({ value: [] }, 'failing', noon - 2 * hour).says).toBeUndefined()
  })

  it('where no log says why, too', () => {
    const facts = functionFacts({ about: 'failing', counts, function: { modifiedAt: aWeekAgo }, trail: { value: [] } })
    const [first] = diagnoseFunction(facts)
    expect(first.rule).toBe('unlogged')
    expect(first.evidence.map(({ says, source }) => `${plain(says)} (${source})`)).toContain(notDeployed)
  })
})
