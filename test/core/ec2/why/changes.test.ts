import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import type { TrailEvent } from '../../../../src/core/evidence.ts'
import { plain } from '../../../../src/core/text.ts'
import { aCall, aNetwork, foundIn, read, someFacts, someMeasures, tcp } from '../../../fixtures/instance-facts.ts'

const web = { publicAddress: '54.93.18.7' }
const by = 'grace (role Admin)'
const when = '2026-11-23T10:00Z, 2 h ago'

const asking = (name: string, parameters: object, given: Partial<TrailEvent> = {}) =>
  aCall(name, { asked: JSON.stringify(parameters), ...given })
const permission = (ipProtocol: string, port: number, cidrIp = '0.0.0.0/0') => ({
  ipProtocol,
  fromPort: port,
  toPort: port,
  ipRanges: { items: [{ cidrIp }] },
})
const revoking = (...items: readonly object[]) =>
  asking('RevokeSecurityGroupIngress', { groupId: 'sg-1', ipPermissions: { items } })

describe('who closed it', () => {
  const closed = 'web-3 is closed on port 443: its security group web opens it to no one.'
  const asked = (around: readonly TrailEvent[], given: Partial<InstanceFacts> = {}) =>
    someFacts({
      about: 'unreachable',
      port: 443,
      instance: web,
      network: aNetwork([tcp(22)]),
      around: read(around),
      ...given,
    })
  const groupSet = asking('ModifyInstanceAttribute', { instanceId: 'i-1', groupSet: { items: [{ groupId: 'sg-1' }] } })

  it.each<[string, TrailEvent, string]>([
    ['its rule away', revoking(permission('tcp', 443)), 'took the rule for TCP 443 from 0.0.0.0/0 out of web'],
    [
      'a rule of several ports away',
      revoking(permission('tcp', 22), { ipProtocol: 'tcp', fromPort: 400, toPort: 500 }),
      'took the rule for TCP 400–500 out of web',
    ],
    ['a rule of all away', revoking({ ipProtocol: '-1' }), 'took a rule out of web'],
    [
      'a rule by its id away',
      asking('RevokeSecurityGroupIngress', {
        groupId: 'sg-1',
        ipPermissions: {},
        securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }] },
      }),
      'took a rule out of web',
    ],
    [
      'another rule for it',
      asking('ModifySecurityGroupRules', { ModifySecurityGroupRulesRequest: { GroupId: 'sg-1' } }),
      'changed a rule of web',
    ],
  ])('is whoever took or gave %s', (_, event, did) => {
    const [cause] = diagnoseInstance(asked([event]))
    expect(plain(cause.finding)).toBe(`${closed} ${by} ${did} ${when}.`)
    expect(cause.evidence.map(({ source }) => source)).toEqual(['cloudtrail', 'network'])
  })

  it('is whoever gave it other groups, which its own trail tells', () => {
    const facts = asked([], { trail: read([groupSet]) })
    expect(foundIn(facts).line).toBe(`${closed} ${by} changed which security groups it has ${when}.`)
  })

  it('is the last of them', () => {
    const older = { ...groupSet, at: groupSet.at - 60_000 }
    const facts = asked([revoking(permission('tcp', 443))], { trail: read([older]) })
    expect(foundIn(facts).line).toContain(' took the rule for TCP 443 ')
  })

  it('is named as well where it is open to few since', () => {
    const facts = asked([revoking(permission('tcp', 443))], { network: aNetwork([tcp(443, '10.0.0.0/8')]) })
    expect(foundIn(facts).line).toBe(
      `web-3 is open on port 443 only to 10.0.0.0/8: whoever comes from elsewhere is not let in. ${by} took the rule for TCP 443 from 0.0.0.0/0 out of web ${when}.`,
    )
  })

  it('is named where it answers no ping, if it was a rule for that', () => {
    const network = aNetwork([tcp(443)])
    const line = (event: TrailEvent) => foundIn(asked([event], { protocol: 'icmp', network })).line
    expect(line(revoking({ ipProtocol: 'icmp', fromPort: 8, toPort: -1 }))).toContain(
      ` ${by} took the rule for ping out of web ${when}.`,
    )
    expect(line(revoking(permission('tcp', 80)))).not.toContain(by)
  })

  it.each<[string, TrailEvent]>([
    ['closed another port', revoking(permission('tcp', 80))],
    ['closed it for UDP', revoking(permission('udp', 443))],
    ['was refused', { ...revoking(permission('tcp', 443)), error: { code: 'UnauthorizedOperation', message: '' } }],
    ['opened a port', asking('AuthorizeSecurityGroupIngress', { ipPermissions: { items: [permission('tcp', 443)] } })],
    ['gave it another type', asking('ModifyInstanceAttribute', { instanceType: { value: 't3.large' } })],
  ])('is not who %s', (_, event) => {
    expect(foundIn(asked([event])).line).toBe(closed)
  })
})

describe('who took its address', () => {
  const alone =
    'web-3 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.0.0.1.'
  const found = (...trail: readonly TrailEvent[]) =>
    foundIn(someFacts({ about: 'unreachable', port: 443, network: aNetwork([tcp(443)]), trail: read(trail) })).line

  it('is said as CloudTrail tells it', () => {
    expect(found(aCall('DisassociateAddress'))).toBe(`${alone} ${by} took its Elastic IP address off ${when}.`)
    expect(found(aCall('AssociateAddress'))).toBe(
      `${alone} ${by} gave it an Elastic IP address, which it has no more, ${when}.`,
    )
    expect(found(aCall('RebootInstances'))).toBe(alone)
  })
})

describe('who changed its type', () => {
  const typed = (value: string, at = aCall('').at) =>
    asking('ModifyInstanceAttribute', { instanceId: 'i-1', instanceType: { value } }, { at })
  const launch = asking('RunInstances', { instanceType: 't3.2xlarge' }, { at: 0 })
  const asked = (about: 'slow' | 'cost', trail: readonly TrailEvent[]) =>
    foundIn(someFacts({ about, trail: read(trail), measures: someMeasures({ CPUUtilization: [99, 99, 99, 99] }) })).line

  it.each(['slow', 'cost'] as const)('is said where it is asked why it is so (%s)', (about) => {
    expect(asked(about, [typed('t3.large')])).toMatch(
      /\. grace \(role Admin\) changed its type to t3\.large 2026-11-23T10:00Z, 2 h ago\.$/,
    )
    expect(asked(about, [typed('t3.large'), launch])).toContain(' changed its type from t3.2xlarge to t3.large ')
  })

  it.each<[string, readonly TrailEvent[]]>([
    ['was changed again', [typed('m7g.large')]],
    ['is what it was launched with', [asking('RunInstances', { instanceType: 't3.large' })]],
    ['was not what was changed', [asking('ModifyInstanceAttribute', { ebsOptimized: { value: true } })]],
  ])('is not said where it %s', (_, trail) => {
    expect(asked('slow', trail)).not.toContain('changed its type')
  })
})
