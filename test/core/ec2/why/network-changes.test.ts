import { describe, expect, it } from 'vitest'
import type { AclEntry, InstanceFacts, Route } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { changeable } from '../../../../src/core/ec2/why-network-changes.ts'
import type { TrailEvent } from '../../../../src/core/evidence.ts'
import { plain } from '../../../../src/core/text.ts'
import { aCall, aNetwork, anEntry, foundIn, read, someFacts, tcp } from '../../../fixtures/instance-facts.ts'

const by = 'grace (role Admin)'
const when = '2026-11-23T10:00Z, 2 h ago.'
const minute = 60_000

const asking = (name: string, parameters: object, given: Partial<TrailEvent> = {}) =>
  aCall(name, { asked: JSON.stringify(parameters), ...given })
const earlier = (event: TrailEvent): TrailEvent => ({ ...event, at: event.at - minute })
const failed = (event: TrailEvent): TrailEvent => ({ ...event, error: { code: 'UnauthorizedOperation', message: '' } })

const open = [{ id: 'sg-1', name: 'web', inbound: [tcp(443)], outbound: [tcp(443)] }]
const local: Route = { destination: '10.0.0.0/16', target: 'local', isBlackhole: false }
const toAll = (target: string, isBlackhole = false): Route => ({ destination: '0.0.0.0/0', target, isBlackhole })

const facts = (network: InstanceFacts['network'], events: readonly TrailEvent[], given: Partial<InstanceFacts> = {}) =>
  someFacts({
    about: 'unreachable',
    port: 443,
    instance: { publicAddress: '54.93.18.7' },
    ...(network === undefined ? {} : { network }),
    networkTrail: read(events),
    ...given,
  })

const last = (given: InstanceFacts) => foundIn(given).line.split(/(?<=\.) (?=grace )/)[1]

describe('who changed where its subnet sends what leaves it', () => {
  const asked = (routes: readonly Route[], events: readonly TrailEvent[], given: Partial<InstanceFacts> = {}) =>
    facts(aNetwork([tcp(443)], { groups: open, routes: [local, ...routes], routeTable: 'rtb-1' }), events, given)
  const route = { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0' }
  const deleted = asking('DeleteRoute', route)
  const toNat = asking('ReplaceRoute', { ...route, natGatewayId: 'nat-1' })
  const created = asking('CreateRoute', { ...route, natGatewayId: 'nat-1' })
  const noNat = asking('DeleteNatGateway', { DeleteNatGatewayRequest: { NatGatewayId: 'nat-1' } })
  const outbound = { about: 'outbound' } as const
  const gone = 'deleted the route for 0.0.0.0/0 from rtb-1'

  it.each<[string, InstanceFacts, string]>([
    ['deleted its route', asked([], [deleted]), gone],
    ['deleted its way out', asked([], [deleted], outbound), gone],
    [
      'sent it elsewhere',
      asked([toAll('nat-1')], [toNat, earlier(deleted)]),
      'pointed the route for 0.0.0.0/0 in rtb-1 to nat-1',
    ],
    [
      'made it anew, elsewhere',
      asked([toAll('nat-1')], [created, earlier(deleted)]),
      'pointed the route for 0.0.0.0/0 in rtb-1 to nat-1',
    ],
    ['deleted the NAT gateway', asked([toAll('nat-1', true)], [noNat], outbound), 'deleted nat-1'],
    [
      'detached the internet gateway',
      asked([toAll('igw-1', true)], [asking('DetachInternetGateway', { internetGatewayId: 'igw-1', vpcId: 'vpc-1' })]),
      'detached igw-1',
    ],
  ])('is whoever %s', (_, given, did) => {
    expect(last(given)).toBe(`${by} ${did} ${when}`)
    expect(diagnoseInstance(given)[0].evidence[0]?.source).toBe('cloudtrail')
  })

  it.each<[string, InstanceFacts]>([
    ['failed to', asked([], [failed(deleted)])],
    ['deleted it from another table', asked([], [asking('DeleteRoute', { ...route, routeTableId: 'rtb-2' })])],
    ['deleted another route', asked([], [asking('DeleteRoute', { ...route, destinationCidrBlock: '10.9.0.0/16' })])],
    ['deleted it, which is there again', asked([toAll('nat-1')], [deleted])],
    ['made the table’s first', asked([toAll('nat-1')], [created])],
    ['sent it to where it does not lead now', asked([toAll('nat-2')], [toNat])],
    ['made the route before its target was gone', asked([toAll('nat-1', true)], [toNat], outbound)],
  ])('is not whoever %s', (_, given) => {
    expect(foundIn(given).line).not.toContain('grace')
  })
})

describe('who changed whom the ACL of its subnet lets through', () => {
  const asked = (inbound: readonly AclEntry[], events: readonly TrailEvent[], given: Partial<InstanceFacts> = {}) =>
    facts(aNetwork([tcp(443)], { entries: [...inbound, anEntry(100, 'outbound')] }), events, given)
  const rule = (ruleNumber: number, given: object = {}) => ({
    networkAclId: 'acl-1',
    ruleNumber,
    egress: false,
    ...given,
  })
  const all = anEntry(100, 'inbound')
  const denial = anEntry(50, 'inbound', { isAllowed: false })
  const ofOffice = { ...denial, cidr: '203.0.113.0/24' }
  const lan = { ...all, cidr: '10.0.0.0/8' }
  const added = asking('CreateNetworkAclEntry', rule(50, { ruleAction: 'deny' }))
  const changed = asking('ReplaceNetworkAclEntry', rule(100, { ruleAction: 'allow' }))
  const deleted = asking('DeleteNetworkAclEntry', rule(90))
  const outbound = { about: 'outbound' } as const
  const isAdded = 'added inbound rule 50 of acl-1'
  const isDeleted = 'deleted inbound rule 90 of acl-1, which may have allowed that,'

  it.each<[string, InstanceFacts, string]>([
    ['closed-by-acl: is whoever added the denial', asked([denial, all], [added]), isAdded],
    ['closed-by-acl: is whoever deleted what came before', asked([], [deleted]), isDeleted],
    ['kept-in-by-acl: is whoever denied the replies', asked([denial, all], [added], outbound), isAdded],
    ['open-to-few-by-acl: is whoever changed the rule', asked([lan], [changed]), 'changed inbound rule 100 of acl-1'],
    ['open-to-few-by-acl: is whoever deleted another', asked([lan], [deleted]), isDeleted],
    ['closed-to-some-by-acl: is whoever denied some', asked([ofOffice, all], [added]), isAdded],
  ])('%s', (title, given, did) => {
    const found = diagnoseInstance(given).find(({ rule: name }) => title.startsWith(`${name}:`))
    expect(plain(found?.finding ?? [])).toContain(` ${by} ${did} ${when.replace(/\.$/, '')}`)
    expect(found?.evidence[0]?.source).toBe('cloudtrail')
  })

  it.each<[string, InstanceFacts]>([
    ['failed to', asked([denial, all], [failed(added)])],
    [
      'changed the other direction',
      asked([denial, all], [asking('CreateNetworkAclEntry', rule(50, { egress: true }))]),
    ],
    ['deleted what comes later', asked([denial], [deleted])],
    ['deleted what is there again', asked([{ ...denial, number: 90 }], [deleted])],
    [
      'deleted a denial',
      asked([], [deleted, earlier(asking('CreateNetworkAclEntry', rule(90, { ruleAction: 'deny' })))]),
    ],
    ['let some in', asked([lan], [asking('CreateNetworkAclEntry', rule(100, { ruleAction: 'allow' }))])],
    ['changed what lets the others in', asked([ofOffice, all], [changed])],
  ])('is not whoever %s', (_, given) => {
    const found = diagnoseInstance(given)
    expect(found.map(({ finding }) => plain(finding)).join(' ')).not.toContain('grace')
  })
})

describe('what somebody may have changed', () => {
  const of = (given: Partial<Parameters<typeof aNetwork>[1]>) => {
    const asked = facts(aNetwork([tcp(443)], { routeTable: 'rtb-1', ...given }), [])
    return changeable(asked, diagnoseInstance(asked))
  }
  it.each([
    ['nothing, where nothing is in the way', {}, []],
    ['its route table', { routes: [local] }, ['rtb-1']],
    ['what its route led to', { routes: [local, toAll('igw-1', true)] }, ['igw-1']],
    ['its ACL', { entries: [anEntry(100, 'outbound')] }, ['acl-1']],
    ['both', { routes: [local], entries: [anEntry(100, 'outbound')] }, ['rtb-1', 'acl-1']],
  ])('is %s', (_, given, ids) => {
    expect(of(given)).toEqual(ids)
  })
})
