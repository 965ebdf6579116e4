import type { Route } from '../../ec2/evidence.ts'
import { known } from '../../evidence.ts'
import { type Text, text } from '../../text.ts'
import { mayBeShutIn } from '../explain/limits.ts'
import type { FunctionFacts } from './facts.ts'
import { failuresOf } from './failures.ts'
import { offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { timedOut } from './timed-out.ts'

const most =
  'None of its subnets has a route out of the VPC, so nothing on the internet answers it, and AWS only through a VPC endpoint. Most likely it waits for such an answer.'

/** It times out in subnets without a way out: that it needs longer is then the less likely. */
export const noInternet: WhyRule = (facts) => {
  const found = timedOut(facts)
  if (found === undefined || !isShutIn(facts) || tellsOther(facts)) return undefined
  const subnets = facts.details.vpc?.subnets ?? 0
  const ofSubnets = subnets === 1 ? 'its subnet has' : `its ${subnets} subnets have`
  const topic = offerTopic('lambda-vpc-no-internet', 'A way out of a VPC')
  const others = found.actions.filter(({ verb }) => verb !== 'timeout' && verb !== topic.verb)
  return {
    ...found,
    rule: 'no-internet',
    finding: text`${found.finding.map(withoutGuess)} ${most}`,
    evidence: [
      { says: text`${ofSubnets} no route to a NAT gateway or another network`, source: 'network' },
      ...found.evidence,
    ],
    next: ['If it calls something outside, give its subnets a route to a NAT gateway, or for AWS a VPC endpoint.'],
    actions: [...others.slice(0, 1), topic, ...others.slice(1)],
  }
}

/** What is known is not said as a guess before. */
const withoutGuess = (span: Text[number]) => (typeof span === 'string' ? span.replace(mayBeShutIn, '') : span)

/** What it could not reach is within its networks, or it did not even start. */
function tellsOther(facts: FunctionFacts): boolean {
  return /a private address|did not start within/.test(failuresOf(facts)[0]?.cause ?? '')
}

function isShutIn({ subnetRoutes }: FunctionFacts): boolean {
  const tables = subnetRoutes === undefined ? undefined : known(subnetRoutes)
  return tables !== undefined && tables.length > 0 && tables.every((routes) => !routes.some(isWayOut))
}

/** A function has no public IPv4 address, so an internet gateway lets none out (Lambda Developer Guide, "Internet access for VPC functions"). */
function isWayOut({ destination, target, isBlackhole }: Route): boolean {
  if (isBlackhole || target === 'local' || target.startsWith('vpce-')) return false
  return !target.startsWith('igw-') || destination.includes(':')
}
