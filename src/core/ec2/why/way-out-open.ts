import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, Route } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyone } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

const mail = 25

/** Nothing that can be read keeps it in: which way what leaves it goes, and what is left to look at. */
export function wayOutOpen({ details, network, port }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
  const usual = read.routes?.find(({ destination, isBlackhole }) => destination === anyone && !isBlackhole)
  const isAllRead = read.acl !== undefined && read.routes !== undefined
  return {
    rule: 'way-out-open',
    finding: text`${bold(`Nothing keeps ${visibleName(instance)} from the internet, as far as Windlass can see:`)} ${whatIsLeft(usual, port)}.`,
    evidence: [
      {
        says: text`its security groups ${isAllRead ? 'and its network ACL let it out' : 'let it out; its network ACL and its routes could not both be read'}`,
        source: 'network',
      },
      ...(usual === undefined
        ? []
        : [{ says: text`${anyone} goes to ${code(usual.target)}`, source: 'network' as const }]),
    ],
    next:
      port === mail
        ? text`Ask AWS to lift the limit, or send mail through port 587 of a mail service.`
        : text`See inside whether names are resolved and what a call says: ${code('curl -v https://checkip.amazonaws.com')}.${isNat(usual) ? ' Of the NAT gateway, see that it is available and that its own subnet has a route to an internet gateway.' : ''}`,
    actions: [
      consoleOffer(instance),
      isNat(usual)
        ? askOffer('What is a NAT gateway?', 'nat-gateway')
        : askOffer('What is a route table?', 'route-tables'),
    ],
  }
}

function isNat(usual: Route | undefined): boolean {
  return usual?.target.startsWith('nat-') === true
}

function whatIsLeft(usual: Route | undefined, port: number | undefined): Text {
  // EC2 User Guide, "Restriction on email sent using port 25".
  if (port === mail) return ['most likely AWS blocks port 25, as it does to the internet until an account asks for it']
  const inside = 'its name resolution, a proxy or its own firewall'
  if (usual === undefined) return [`which way what leaves it goes is not known; else it is ${inside}`]
  if (usual.target.startsWith('igw-')) return [`most likely it is ${inside}`]
  return isNat(usual)
    ? text`what leaves it goes through ${code(usual.target)}, which Windlass does not look into; else it is ${inside}`
    : text`what leaves it goes to ${code(usual.target)}, and what lies behind that Windlass cannot see; else it is ${inside}`
}
