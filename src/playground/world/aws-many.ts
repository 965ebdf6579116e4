import type { _InstanceType } from '@aws-sdk/client-ec2'
import { type AwsPlace, type AwsWorld, emptyPlace } from '../aws/world.ts'
import { buildInstance } from './aws-instance.ts'
import { addRoutes } from './aws-routes.ts'
import type { Ago, Life, Row } from './aws-row.ts'
import { addSecurityGroup } from './aws-security-groups.ts'

const services = ['web', 'checkout', 'search', 'batch', 'kafka', 'cache'] as const
const teams = ['shop', 'orders', 'data', 'platform'] as const
const types: readonly _InstanceType[] = ['m7g.large', 'm6i.xlarge', 't3.medium', 'c7g.xlarge', 'r6i.xlarge']
const zones = ['a', 'b', 'c'] as const
const stopped: Life = { state: 'stopped', ago: '2d', by: 'person' }

export type Crowd = { readonly account: string; readonly region: string; readonly now: number }

/** A large fleet, always the same: one in seven is stopped. */
export function makeInstances(count: number, { account, region, now }: Crowd): AwsPlace {
  const place = emptyPlace()
  for (let index = 0; index < count; index += 1) {
    const service = services[index % services.length] ?? 'web'
    const team = teams[index % teams.length] ?? 'shop'
    const row = rowOf(`${service}-${index + 1}`, index)
    const group = { region, service, team, owner: 'ada', image: 'al2023', role: service } as const
    const built = buildInstance(row, group, { account, region, environment: 'prod', now })
    place.instances.push(built.simulated)
    place.volumes.push(...built.volumes)
    addSecurityGroup(group, { account, region }, place)
  }
  addRoutes({ account, region }, place)
  return place
}

/** Puts the fleet in the place of whatever was there. */
export function fillPlace(world: AwsWorld, count: number, crowd: Crowd): void {
  const account = world.accounts.find(({ id }) => id === crowd.account)
  if (account === undefined) throw new Error(`no account ${crowd.account} in this world`)
  account.places.set(crowd.region, makeInstances(count, crowd))
}

function rowOf(name: string, index: number): Row {
  const launched: Ago = `${3 + (index % 400)}d`
  const type = types[index % types.length] ?? 't3.medium'
  const zone = zones[index % zones.length] ?? 'a'
  return index % 7 === 3 ? [name, type, zone, launched, { life: stopped }] : [name, type, zone, launched]
}
