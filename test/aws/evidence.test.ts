import { expect, onTestFinished, test } from 'vitest'
import { createAws } from '../../src/aws/aws.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { known } from '../../src/core/evidence.ts'
import { awsAccounts } from '../../src/playground/world/aws.ts'
import { askingOrganisation, noon } from './asking-places.ts'
import { ada, sealer, silentLog } from './surroundings.ts'

test('all evidence of one instance is read with the actions that are listed for it, in the name of the person', async () => {
  const { simulation, detailsOf } = await askingOrganisation()
  const details = await detailsOf('web-5')
  const { instance } = details
  const aws = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer })
  onTestFinished(() => aws.close())
  const evidence = aws.evidenceFor(ada)
  const inTime = { from: noon - 3_600_000, until: noon }
  simulation.allowOnly([
    ...readActions.listTrail,
    ...readActions.readConsole,
    ...readActions.listScalingActivities,
    ...readActions.findSpotRequest,
    ...readActions.measureInstance,
    ...readActions.readNetwork,
    ...readActions.readRegistrations,
    ...readActions.readAccountConcurrency,
  ])
  const before = simulation.calls.length
  const [trail, console, activities, spot, measures, network, registrations, concurrency] = await Promise.all([
    evidence.listTrail({ place: instance.place, resource: instance.id, ...inTime }),
    evidence.readConsole(instance),
    evidence.listScalingActivities(instance.place, 'shop-web'),
    evidence.findSpotRequest(instance),
    evidence.measureInstance({ instance, ...inTime, periodSeconds: 300 }),
    evidence.readNetwork(details),
    evidence.readRegistrations(details),
    evidence.readAccountConcurrency(instance.place, inTime),
  ])
  expect([trail, activities, spot]).toEqual([{ value: [] }, { value: [] }, { value: undefined }])
  expect(known(console)?.lines).toContainEqual(expect.stringContaining('Out of memory: Killed process'))
  expect(known(measures)?.times).toHaveLength(12)
  expect(known(network)?.groups.length).toBeGreaterThan(0)
  expect(known(registrations)?.targets).toMatchObject([{ group: 'shop-web', state: 'unhealthy' }])
  expect(known(concurrency)).toMatchObject({ limit: 1000 })
  const asked = simulation.calls.slice(before).filter(({ service }) => service !== 'sts')
  expect(asked.every(({ sourceIdentity, outcome }) => sourceIdentity === 'T0WORK-U0ADA' && outcome === 'ok')).toBe(true)
})
