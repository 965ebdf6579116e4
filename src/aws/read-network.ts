import type { Network } from '../core/ec2/evidence.ts'
import type { InstanceDetails } from '../core/ec2/instance.ts'
import type { Read } from '../core/evidence.ts'
import { readAcl, readRoutes, readSecurityGroups } from './network-questions.ts'
import type { Answer, Ask, PlaceCalls } from './place-calls.ts'
import type { ReadAction } from './read-actions.ts'

/** Without its security groups nothing can be said; what is around its subnet may be missing. */
export async function readNetwork(
  { instance: { place }, securityGroups, subnetId, vpcId }: InstanceDetails,
  calls: PlaceCalls,
): Promise<Read<Network>> {
  const ask = <Value>(action: ReadAction, question: Ask<Value>) =>
    calls.attempt({ place, action, reads: 'whole' }, question)
  const [groups, acl, table] = await Promise.all([
    ask('ec2:DescribeSecurityGroups', readSecurityGroups(securityGroups.map(({ id }) => id))),
    ask('ec2:DescribeNetworkAcls', readAcl(subnetId)),
    ask('ec2:DescribeRouteTables', readRoutes({ subnetId, vpcId })),
  ])
  if ('failure' in groups) return { unread: groups.failure.message }
  const others = othersIn(groups.value)
  // Only a group's rules say which others they let in.
  const named = others.length === 0 ? undefined : await ask('ec2:DescribeSecurityGroups', readSecurityGroups(others))
  const { id: routeTable, routes } = answered(table) ?? {}
  const network = {
    groups: groups.value,
    acl: answered(acl),
    routes,
    ...(routeTable === undefined ? {} : { routeTable }),
  }
  if (named === undefined) return { value: network }
  return { value: { ...network, groupNames: new Map(answered(named)?.map(({ id, name }) => [id, name])) } }
}

function othersIn(groups: Network['groups']): readonly string[] {
  const peers = groups.flatMap(({ inbound }) => inbound.flatMap((permission) => permission.peers))
  return [...new Set(peers)].filter((peer) => peer.startsWith('sg-') && groups.every(({ id }) => id !== peer))
}

function answered<Value>(answer: Answer<Value>): Value | undefined {
  return 'failure' in answer ? undefined : answer.value
}
