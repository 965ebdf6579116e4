import type { Account } from '../../core/place.ts'
import { type Pace, quickPace } from '../aws/pace.ts'
import { type AwsAccount, type AwsPlace, type AwsWorld, emptyPlace, roleArn } from '../aws/world.ts'
import { botRoles, botUsers, externalIdOf, hasChangeRole, homeAccount, sandboxAccount } from './aws-access.ts'
import { addFleet } from './aws-fleets.ts'
import { addFunctions } from './aws-functions.ts'
import { groups } from './aws-groups.ts'
import { addHistory } from './aws-history.ts'
import { imagesOf } from './aws-images.ts'
import { buildInstance } from './aws-instance.ts'
import { instanceTypes } from './aws-instance-types.ts'
import { awsRegions } from './aws-regions.ts'
import { addRoutes } from './aws-routes.ts'
import { addSecurityGroup } from './aws-security-groups.ts'
import { addSpotRequests } from './aws-spot.ts'

const members = [
  { name: 'production', id: homeAccount, environment: 'prod', regions: ['eu-central-1', 'eu-west-1', 'us-east-1'] },
  { name: 'staging', id: '444455556666', environment: 'staging', regions: ['eu-central-1', 'us-east-1'] },
  { name: 'sandbox', id: sandboxAccount, environment: 'dev', regions: ['eu-west-1', 'ap-southeast-2'] },
] as const

/** The organisation's accounts as an administrator of Windlass configures them. */
export const awsAccounts: readonly Account[] = members.map(({ name, id, regions }) => ({
  name,
  id,
  regions,
  roles: { read: roleArn(id, 'WindlassRead'), change: hasChangeRole(id) ? roleArn(id, 'WindlassChange') : undefined },
  externalId: externalIdOf(id),
  environment: name === 'production' ? 'production' : undefined,
}))

/** Harbour's organisation as it is at `now`; the same moment always gives the same world. */
export function awsWorld(now: number, pace: Pace = quickPace): AwsWorld {
  return {
    accounts: members.map((member) => accountOf(member, now)),
    regions: awsRegions,
    images: imagesOf([...new Set(members.flatMap(({ regions }) => regions))], now),
    instanceTypes,
    pace,
  }
}

function accountOf({ name, id, environment }: (typeof members)[number], now: number): AwsAccount {
  const places = new Map<string, AwsPlace>()
  for (const group of groups.filter(({ account }) => account === name)) {
    const { region } = group
    const place = places.get(region) ?? emptyPlace()
    places.set(region, place)
    const where = { account: id, region, environment, now }
    for (const row of group.rows) {
      const { simulated, volumes, addresses } = buildInstance(row, group, where)
      place.instances.push(simulated)
      place.volumes.push(...volumes)
      place.addresses.push(...addresses)
    }
    addFleet(group, where, place)
    addSecurityGroup(group, where, place)
  }
  for (const [region, place] of places) {
    addRoutes({ account: id, region }, place)
    addSpotRequests(place, now)
  }
  addFunctions(places, { name, id, environment }, now)
  addHistory(name, places, now)
  return { id, name, users: botUsers(id), roles: botRoles(id), places }
}
