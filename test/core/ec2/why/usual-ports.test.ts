import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../../src/core/ec2/evidence.ts'
import type { TrailEvent } from '../../../../src/core/evidence.ts'
import {
  aCall,
  aNetwork,
  foundIn,
  hour,
  inTargetGroup,
  read,
  someFacts,
  someMeasures,
  stoppedAt,
  tcp,
} from '../../../fixtures/instance-facts.ts'

const web = { publicAddress: '54.93.18.7' }
const inside = tcp(22, '10.0.0.0/8')
const by = 'grace (role Admin)'
const when = '2026-11-23T10:00Z, 2 h ago'
const listens = 'as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.'

const permission = (port: number) => ({
  ipProtocol: 'tcp',
  fromPort: port,
  toPort: port,
  ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
})
function revoking(ports: readonly number[], at = stoppedAt): TrailEvent {
  const asked = JSON.stringify({ groupId: 'sg-1', ipPermissions: { items: ports.map(permission) } })
  return aCall('RevokeSecurityGroupIngress', { at, asked })
}
const byId = aCall('RevokeSecurityGroupIngress', {
  asked: JSON.stringify({ groupId: 'sg-1', securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }] } }),
})

const asked = (inbound: readonly Permission[], around: readonly TrailEvent[] = [], given = {}) =>
  someFacts({ about: 'unreachable', instance: web, network: aNetwork(inbound), around: read(around), ...given })

describe('why it cannot be reached, where no port was named', () => {
  it.each<[string, readonly Permission[], readonly TrailEvent[], string, string]>([
    [
      'one was closed of late, and others are open to few',
      [inside],
      [revoking([443])],
      'closed-by-group',
      `web-3 is closed on port 443: its security group web opens it to no one. ${by} took the rule for TCP 443 from 0.0.0.0/0 out of web ${when}.`,
    ],
    [
      'one was closed of late, and another is open to everyone',
      [tcp(80)],
      [revoking([443])],
      'closed-by-group',
      `web-3 is closed on port 443: its security group web opens it to no one. ${by} took the rule for TCP 443 from 0.0.0.0/0 out of web ${when}. Open still: 80.`,
    ],
    [
      'two were closed of late',
      [tcp(22)],
      [revoking([80, 443])],
      'closed-by-group',
      `web-3 is closed on the ports 80, 443: its security group web opens them to no one. ${by} took the rule for TCP 80 from 0.0.0.0/0 out of web ${when}. Open still: 22.`,
    ],
    [
      'one was closed and opened again',
      [tcp(443)],
      [revoking([443])],
      'ports-open',
      `web-3 is open on 443, ${listens} Its security groups close 22, 80, 3389.`,
    ],
    [
      'one was closed long ago',
      [tcp(443)],
      [revoking([22], stoppedAt - 72 * hour)],
      'ports-open',
      `web-3 is open on 443, ${listens} Its security groups close 22, 80, 3389.`,
    ],
    [
      'a port that nobody means was closed of late',
      [tcp(443)],
      [revoking([5432])],
      'ports-open',
      `web-3 is open on 443, ${listens} Its security groups close 22, 80, 3389.`,
    ],
    [
      'which was closed of late is not told',
      [inside, tcp(80)],
      [byId],
      'ports-open',
      `web-3 is open on 80, ${listens} Its security groups open 22 only to 10.0.0.0/8, and close 443, 3389. ${by} took a rule out of web ${when}.`,
    ],
    [
      'those that are open are so from inside alone',
      [inside],
      [],
      'open-to-few',
      'web-3 is open on 22 only to 10.0.0.0/8, and closed on 80, 443, 3389: whoever comes to these from elsewhere is not let in.',
    ],
    [
      'those that are open are so to different ones',
      [inside, tcp(80, 'sg-2')],
      [],
      'open-to-few',
      'web-3 is open on 22 only to 10.0.0.0/8; 80 only to sg-2, and closed on 443, 3389: whoever comes to these from elsewhere is not let in.',
    ],
    [
      'one is open to few since its rule was taken',
      [tcp(443, '203.0.113.0/24')],
      [revoking([443])],
      'open-to-few',
      `web-3 is open on 443 only to 203.0.113.0/24, and closed on 22, 80, 3389: whoever comes to these from elsewhere is not let in. ${by} took the rule for TCP 443 from 0.0.0.0/0 out of web ${when}.`,
    ],
  ])('%s', (_, inbound, ...[around, rule, line]) => {
    expect(foundIn(asked(inbound, around))).toEqual({ rules: [rule], line })
  })

  it('names who closed it without a public address too, and there counts who comes from inside', () => {
    const alone = { instance: {} }
    expect(foundIn(asked([inside], [revoking([443])], alone)).rules).toEqual(['closed-by-group', 'no-public-address'])
    expect(foundIn(asked([inside], [], alone)).rules).toEqual(['no-public-address', 'ports-open'])
  })

  it('puts that it is too busy before what is always so', () => {
    const measures = someMeasures({ CPUUtilization: Array.from({ length: 12 }, () => 99) })
    expect(foundIn(asked([inside], [], { measures })).rules).toEqual(['cpu-at-limit', 'open-to-few'])
  })

  it('puts a failing health check before it', () => {
    const registrations = inTargetGroup({ state: 'unhealthy', reason: 'Target.Timeout' })
    const { rules } = foundIn(asked([inside, tcp(8080)], [], { registrations }))
    expect(rules).toEqual(['target-unhealthy', 'open-to-few'])
  })
})
