import type { Diagnosis } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { sentTraffic } from '../sent-traffic.ts'
import { askOffer } from '../why-offers.ts'

/** Where it sends that to CloudWatch does not say. */
export function muchTraffic(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const sent = sentTraffic(facts)
  if (instance.state !== 'running' || sent === undefined) return undefined
  const gb = Math.round(sent.gbMonthly).toLocaleString('en')
  const most = sent.most === undefined ? '' : `: ${dollars(sent.most)} a month at most, if all of it does`
  return {
    rule: 'much-traffic',
    finding: text`${bold(`${visibleName(instance)} sends about ${gb} GB a month:`)} what of that goes to the internet is paid by the GB${most}. To another zone it is $0.01 a GB, within its zone nothing.`,
    evidence: [{ says: text`${code('NetworkOut')}, on average of what was measured`, source: 'cloudwatch' }],
    next: text`See in Cost Explorer, by usage type, how much of it is DataTransfer-Out; VPC flow logs tell where it goes.`,
    actions: [askOffer('What data transfer costs', 'data-transfer-cost')],
  }
}
