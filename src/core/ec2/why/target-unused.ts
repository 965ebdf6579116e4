import type { Diagnosis } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import type { InstanceFacts, RegisteredTarget } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'
import { balancerNames, isServedElsewhere, targetEvidence, targetsOf } from '../why-targets.ts'

/** No load balancer uses its target group, or none in its zone. */
export function targetUnused(facts: InstanceFacts): Diagnosis | undefined {
  const target = targetsOf(facts).find(({ state, reason }) => state === 'unused' && reason === 'Target.NotInUse')
  if (target === undefined || isServedElsewhere(facts)) return undefined
  const { instance } = facts.details
  const { why, helps } = reasonOf(target, instance.zone)
  return {
    rule: 'target-unused',
    finding: text`${bold(`${visibleName(instance)} gets no requests from ${target.group}:`)} ${why}.`,
    evidence: targetEvidence(target, facts),
    next: helps,
    actions: [
      askOffer('What is a target group?', 'target-groups'),
      askOffer('Load balancers and subnets', 'load-balancer-subnets'),
    ],
  }
}

function reasonOf(target: RegisteredTarget, zone: string): { readonly why: Text; readonly helps: Text } {
  const { balancers, says } = target
  if (balancers?.length === 0)
    return {
      why: text`no load balancer uses that target group`,
      helps: text`Name it in a listener or a rule of a load balancer.`,
    }
  if (balancers?.every(({ zones }) => zones.length > 0 && !zones.includes(zone)))
    return {
      why: text`${balancerNames(target)} is not enabled in its zone, ${zone}, only in ${[...new Set(balancers.flatMap(({ zones }) => zones))].join(', ')}`,
      helps: text`Enable that zone at the load balancer, with a subnet in it.`,
    }
  return {
    why: text`${says === undefined ? 'no load balancer uses that target group, or none in its zone' : `AWS says: ${says}`}`,
    helps: text`See whether a listener or a rule names it, and whether the load balancer is enabled in ${zone}.`,
  }
}
