import type { InstanceEvidence } from '../core/ec2/evidence.ts'
import { readAccountConcurrency } from './account-concurrency.ts'
import { findSpotRequest } from './find-spot-request.ts'
import { listTrail } from './list-trail.ts'
import { measureInstance } from './measure-instance.ts'
import { measureLog } from './measure-log.ts'
import type { PlaceCalls } from './place-calls.ts'
import { readConsole } from './read-console.ts'
import { decodeDenialIn } from './read-denial.ts'
import { readNetwork } from './read-network.ts'
import { readSubnetRoutes } from './read-subnet-routes.ts'
import { readRegistrationsOf } from './read-targets.ts'
import { listScalingActivities } from './scaling-activities.ts'

/** What may say why an instance or a function is as it is. */
export function createEvidence(calls: PlaceCalls): InstanceEvidence {
  return {
    listTrail: (query) => listTrail(query, calls),
    readConsole: (instance) => readConsole(instance, calls),
    listScalingActivities: (place, group) => listScalingActivities({ place, group }, calls),
    findSpotRequest: (instance) => findSpotRequest(instance, calls),
    measureInstance: (query) => measureInstance(query, calls),
    decodeDenial: (place, said) => decodeDenialIn({ place, said }, calls),
    readAccountConcurrency: (place, stretch) => readAccountConcurrency({ place, stretch }, calls),
    measureLog: (found, stretch) => measureLog({ function: found, stretch }, calls),
    readRegistrations: (details) => readRegistrationsOf(details, calls),
    readNetwork: (details) => readNetwork(details, calls),
    readSubnetRoutes: (details) => readSubnetRoutes(details, calls),
  }
}
