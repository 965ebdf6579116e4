import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'
import { checkName, targetEvidence, targetsOf } from '../why-targets.ts'

/** A load balancer does not send it requests yet. */
export function targetWaiting(facts: InstanceFacts): Diagnosis | undefined {
  const target = targetsOf(facts).find(({ state }) => state === 'initial')
  if (target === undefined) return undefined
  const doing =
    target.reason === 'Elb.RegistrationInProgress'
      ? 'it is still being registered'
      : `${checkName(target).replace('the health check', 'its first health checks')} are not through yet`
  return {
    rule: 'target-waiting',
    finding: text`${bold(`${visibleName(facts.details.instance)} gets no requests from ${target.group} yet:`)} ${doing}.`,
    evidence: targetEvidence(target, facts),
    next: text`Wait a minute or two, and read it again.`,
    actions: [askOffer('What is a target group?', 'target-groups')],
  }
}
