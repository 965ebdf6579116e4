import { describe, it } from 'vitest'
import type { Ago } from '../../src/playground/world/aws-row.ts'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const open = { address: 'public', opens: [[443, 'anyone']] } as const
const erik = { doer: { kind: 'user', name: 'erik' }, from: '203.0.113.12' } as const

/** What erik did to its network, as CloudTrail writes it down. */
function called(scene: InstanceScene, { ago, name }: { readonly ago: Ago; readonly name: string }, parameters: object) {
  scene.past({ at: scene.ago(ago), service: 'ec2', name, ...erik, parameters })
}

const anyone = '0.0.0.0/0'

/** The table of its subnet has this route to everyone, or none. */
function reroute({ web, place }: InstanceScene, route: object | undefined): string {
  const { SubnetId } = web.running
  const ofIt = place.routeTables.find(({ Associations }) => Associations?.some((each) => each.SubnetId === SubnetId))
  const table = ofIt ?? place.routeTables[0]
  const kept = (table?.Routes ?? []).filter(({ GatewayId }) => GatewayId === 'local')
  if (table !== undefined)
    table.Routes = route === undefined ? kept : [...kept, { DestinationCidrBlock: anyone, State: 'active', ...route }]
  return table?.RouteTableId ?? ''
}

function losesRoute(scene: InstanceScene): void {
  const routeTableId = reroute(scene, undefined)
  called(scene, { ago: '2h', name: 'DeleteRoute' }, { routeTableId, destinationCidrBlock: anyone })
}

function isSentToNat(scene: InstanceScene): void {
  const natGatewayId = 'nat-0c1b2a3d4e5f60718'
  const routeTableId = reroute(scene, { NatGatewayId: natGatewayId })
  called(scene, { ago: '40m', name: 'ReplaceRoute' }, { routeTableId, destinationCidrBlock: anyone, natGatewayId })
}

function losesNat(scene: InstanceScene): void {
  const NatGatewayId = 'nat-0c1b2a3d4e5f60718'
  reroute(scene, { NatGatewayId, State: 'blackhole' })
  called(scene, { ago: '30m', name: 'DeleteNatGateway' }, { DeleteNatGatewayRequest: { NatGatewayId } })
}

type Rule = { readonly ruleNumber: number; readonly egress?: boolean }

/** The same of its ACL, which says `egress` of every rule. */
function calledOnAcl(scene: InstanceScene, name: string, { ruleNumber, egress = false, ...rest }: Rule & object): void {
  const networkAclId = scene.place.networkAcls[0]?.NetworkAclId
  called(scene, { ago: '25m', name }, { networkAclId, ruleNumber, egress, ...rest })
}

const denial = { Egress: false, RuleNumber: 40, Protocol: '-1', CidrBlock: anyone, RuleAction: 'deny' } as const

const denies =
  (from: string, rest: object = {}) =>
  (scene: InstanceScene) => {
    scene.place.networkAcls[0]?.Entries?.unshift({ ...denial, CidrBlock: from, ...rest })
    const parameters = { ruleNumber: 40, ruleAction: 'deny', aclProtocol: '-1', cidrBlock: from }
    calledOnAcl(scene, 'CreateNetworkAclEntry', parameters)
  }

function losesRule(scene: InstanceScene): void {
  const [acl] = scene.place.networkAcls
  if (acl !== undefined) acl.Entries = (acl.Entries ?? []).filter((entry) => entry.Egress || entry.RuleNumber !== 100)
  calledOnAcl(scene, 'DeleteNetworkAclEntry', { ruleNumber: 100 })
}

const noWay = 'web-1 has a public address and no way out: its subnet has no route to an internet gateway'
const noRoute = new RegExp(`^${noWay}\\. erik deleted the route for 0\\.0\\.0\\.0/0 from rtb-\\w+ <time>, 2 h ago\\.$`)
const offersTable = 'What is a route table?'
const offersAcl = 'What is a network ACL?'

const worlds: readonly World[] = [
  ...['/windlass ask nobody gets to web-1 any more since lunch', "@windlass what's wrong with web-1?"].map((ask) => ({
    it: `its route was deleted: ${ask}`,
    ask,
    world: instanceWorld(open, losesRoute),
    line: noRoute,
    shows: ['DeleteRoute by erik from 203.0.113.12 (CloudTrail)'],
    offers: offersTable,
  })),
  {
    it: 'its route was deleted, and CloudTrail cannot be read',
    ask: '@windlass web-1 times out on 443',
    world: instanceWorld(open, losesRoute),
    cannot: ['LookupEvents'],
    line: `${noWay}.`,
    shows: ['goes to local'],
    offers: offersTable,
    unread: 'CloudTrail could not be read',
  },
  {
    it: 'its way out was pointed to a NAT gateway',
    ask: '@windlass customers cannot reach web-1 on 443',
    world: instanceWorld(open, isSentToNat),
    line: new RegExp(
      `^${noWay}; what leaves it goes to (nat-\\w+)\\. erik pointed the route for 0\\.0\\.0\\.0/0 in rtb-\\w+ to \\1 <time>, 40 min ago\\.$`,
    ),
    shows: ['ReplaceRoute by erik'],
    offers: offersTable,
  },
  {
    it: 'its NAT gateway was deleted',
    ask: "@windlass web-1 can't download packages",
    world: instanceWorld({}, losesNat),
    line: 'web-1 has no way to the internet: the route of its subnet for 0.0.0.0/0 leads to nat-0c1b2a3d4e5f60718, which is gone (blackhole). erik deleted nat-0c1b2a3d4e5f60718 <time>, 30 min ago.',
    shows: ['DeleteNatGateway by erik'],
    offers: 'What is a NAT gateway?',
  },
  {
    it: 'its ACL was made to deny everyone',
    ask: '@windlass web-1 is unreachable on 443 since half an hour',
    world: instanceWorld(open, denies(anyone)),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets nobody in on port 443. erik added inbound rule # of acl-0 <time>, 25 min ago.',
    shows: ['CreateNetworkAclEntry by erik', 'its inbound rule 40 denies all traffic from 0.0.0.0/0'],
    offers: offersAcl,
  },
  {
    it: 'its ACL lost the rule that let people in',
    ask: '@windlass nobody can open web-1 on 443',
    world: instanceWorld(open, losesRule),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets nobody in on port 443. erik deleted inbound rule # of acl-0, which may have allowed that, <time>, 25 min ago.',
    shows: ['DeleteNetworkAclEntry by erik'],
    offers: offersAcl,
  },
  {
    it: 'its ACL was made to deny the replies',
    ask: '@windlass web-1 cannot reach the internet',
    world: instanceWorld(open, denies(anyone, { Protocol: '6', PortRange: { From: 1024, To: 65_535 } })),
    line: 'web-1 is kept in by the network ACL of its subnet: acl-0 lets no reply in to the ports that it goes out from (1024–65535). erik added inbound rule # of acl-0 <time>, 25 min ago.',
    shows: ['CreateNetworkAclEntry by erik'],
    offers: offersAcl,
  },
  {
    it: 'its ACL was made to deny the office',
    ask: '@windlass from the office 203.0.113.20 we do not get to web-1 on 443',
    world: instanceWorld(open, denies('203.0.113.0/24')),
    line: 'web-1 is closed on port 443 to 203.0.113.0/24: the network ACL of its subnet, acl-0, keeps that out, and lets others in. erik added inbound rule # of acl-0 <time>, 25 min ago.',
    also: [
      'web-1 is open on 443 to all but 203.0.113.0/24, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    ],
    shows: ['CreateNetworkAclEntry by erik'],
    offers: offersAcl,
  },
]

describe('who changed the routes or the network ACL of an instance', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
