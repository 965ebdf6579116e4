import type { InstanceEvidence } from '../core/ec2/evidence.ts'
import { UserError } from '../core/errors.ts'
import { type Place, placeName } from '../core/place.ts'
import type { Decided } from './decide.ts'

/** A reader of evidence that asks nothing of places where the person may not read. */
export function evidenceWithin(evidence: InstanceEvidence, { allowed }: Pick<Decided, 'allowed'>): InstanceEvidence {
  const inside = async <Found>(place: Place, ask: () => Promise<Found>): Promise<Found> => {
    if (allowed.some((other) => placeName(other) === placeName(place))) return ask()
    throw new UserError('Denied', `You may not read in ${placeName(place)}.`)
  }
  return {
    listTrail: (query) => inside(query.place, () => evidence.listTrail(query)),
    readConsole: (instance) => inside(instance.place, () => evidence.readConsole(instance)),
    listScalingActivities: (place, group) => inside(place, () => evidence.listScalingActivities(place, group)),
    findSpotRequest: (instance) => inside(instance.place, () => evidence.findSpotRequest(instance)),
    measureInstance: (query) => inside(query.instance.place, () => evidence.measureInstance(query)),
    readRegistrations: (details) => inside(details.instance.place, () => evidence.readRegistrations(details)),
    readAccountConcurrency: (place, stretch) => inside(place, () => evidence.readAccountConcurrency(place, stretch)),
    measureLog: (found, stretch) => inside(found.place, () => evidence.measureLog(found, stretch)),
    decodeDenial: (place, said) => inside(place, () => evidence.decodeDenial(place, said)),
    readNetwork: (details) => inside(details.instance.place, () => evidence.readNetwork(details)),
    readSubnetRoutes: (details) => inside(details.function.place, () => evidence.readSubnetRoutes(details)),
  }
}
