import { describe, expect, it } from 'vitest'
import type { AclEntry, InstanceFacts, Permission } from '../../../../src/core/ec2/evidence.ts'
import { aNetwork, anEntry, foundIn, someFacts, stoppedFacts, tcp } from '../../../fixtures/instance-facts.ts'

const all: Permission = { protocol: 'all', ports: undefined, peers: ['0.0.0.0/0'] }
const local = { destination: '10.0.0.0/16', target: 'local', isBlackhole: false }
const to = (target: string, given: { readonly destination?: string; readonly isBlackhole?: boolean } = {}) => ({
  destination: '0.0.0.0/0',
  target,
  isBlackhole: false,
  ...given,
})

type Given = {
  readonly outbound?: readonly Permission[]
  readonly entries?: readonly AclEntry[]
  readonly routes?: readonly ReturnType<typeof to>[] | undefined
  readonly port?: number
  readonly publicAddress?: string
}

function asked({
  outbound = [all],
  routes = [local, to('nat-1')],
  port,
  publicAddress,
  entries,
}: Given): InstanceFacts {
  const groups = [{ id: 'sg-1', name: 'web', inbound: [], outbound }]
  const network = aNetwork([], { groups, routes, ...(entries === undefined ? {} : { entries }) })
  return someFacts({ about: 'outbound', port, network, instance: { publicAddress } })
}

describe('why it does not reach the internet', () => {
  const kept = 'web-3 may not go out to the internet: its security group web'
  const none = 'web-3 has no way to the internet:'
  const open = 'Nothing keeps web-3 from the internet, as far as Windlass can see:'
  const inside = 'its name resolution, a proxy or its own firewall.'
  const byNat = `what leaves it goes through nat-1, which Windlass does not look into; else it is ${inside}`
  it.each<readonly [string, Given, string, string]>([
    ['its group has no outbound rule', { outbound: [] }, 'kept-in-by-group', `${kept} lets nothing out but answers.`],
    [
      'its group lets it out to few',
      { outbound: [tcp(443, '10.0.0.0/8')] },
      'kept-in-by-group',
      `${kept} lets it out on TCP 443, 80 only to 10.0.0.0/8.`,
    ],
    [
      'its group lets out another port',
      { outbound: [tcp(5432)] },
      'kept-in-by-group',
      `${kept} lets nothing out on TCP 443 or 80.`,
    ],
    [
      'its group lets out others than that which is asked for',
      { outbound: [tcp(443)], port: 25 },
      'kept-in-by-group',
      `${kept} lets nothing out on TCP 25.`,
    ],
    [
      'its ACL lets nothing out',
      { entries: [anEntry(100, 'inbound'), anEntry(90, 'outbound', { isAllowed: false })] },
      'kept-in-by-acl',
      'web-3 is kept in by the network ACL of its subnet: acl-1 lets nothing out on TCP 443 or 80.',
    ],
    [
      'its ACL lets no reply in',
      {
        entries: [anEntry(100, 'inbound', { protocol: 'tcp', ports: { from: 443, to: 443 } }), anEntry(90, 'outbound')],
      },
      'kept-in-by-acl',
      'web-3 is kept in by the network ACL of its subnet: acl-1 lets no reply in to the ports that it goes out from (1024–65535).',
    ],
    ['it has no route', { routes: [local] }, 'no-way-out', `${none} its subnet has no route for 0.0.0.0/0.`],
    [
      'it has none but to S3',
      { routes: [local, to('vpce-1', { destination: 'pl-1' })] },
      'no-way-out',
      `${none} its subnet has no route for 0.0.0.0/0.`,
    ],
    [
      'its NAT gateway is gone',
      { routes: [local, to('nat-1', { isBlackhole: true })] },
      'no-way-out',
      `${none} the route of its subnet for 0.0.0.0/0 leads to nat-1, which is gone (blackhole).`,
    ],
    [
      'its gateway wants a public address',
      { routes: [local, to('igw-1')] },
      'no-way-out',
      `${none} its subnet sends 0.0.0.0/0 to igw-1, an internet gateway, which passes nothing of what has no public address.`,
    ],
    ['nothing keeps it in, through a NAT gateway', {}, 'way-out-open', `${open} ${byNat}`],
    [
      'nothing keeps it in, through a transit gateway',
      { routes: [local, to('tgw-1')] },
      'way-out-open',
      `${open} what leaves it goes to tgw-1, and what lies behind that Windlass cannot see; else it is ${inside}`,
    ],
    [
      'nothing keeps it in, with a public address',
      { routes: [local, to('igw-1')], publicAddress: '54.93.18.7' },
      'way-out-open',
      `${open} most likely it is ${inside}`,
    ],
    [
      'it may go by what a list holds',
      { routes: [local, to('tgw-1', { destination: 'pl-1' })] },
      'way-out-open',
      `${open} which way what leaves it goes is not known; else it is ${inside}`,
    ],
    [
      'it sends mail by itself',
      { port: 25 },
      'way-out-open',
      `${open} most likely AWS blocks port 25, as it does to the internet until an account asks for it.`,
    ],
    ['one of both ports is open', { outbound: [tcp(443)] }, 'way-out-open', `${open} ${byNat}`],
  ])('%s', (_, given, ...[rule, line]) => {
    expect(foundIn(asked(given))).toEqual({ rules: [rule], line })
  })

  it('says what is wrong with itself first, and nothing of a network that could not be read', () => {
    expect(foundIn(stoppedFacts(undefined, { about: 'outbound' })).rules).toEqual(['not-running'])
    const failing = { ...asked({ outbound: [] }) }
    const details = { ...failing.details, instanceCheck: 'impaired' }
    expect(foundIn({ ...failing, details }).rules).toEqual(['instance-check', 'kept-in-by-group'])
    expect(foundIn(someFacts({ about: 'outbound', network: { unread: 'Not allowed.' } }))).toEqual({
      rules: ['nothing-found'],
      line: 'Nothing that Windlass can read says why web-3 does not reach the internet: it is ● running.',
    })
  })
})
