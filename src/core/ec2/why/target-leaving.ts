import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'
import { isServedElsewhere, targetEvidence, targetsOf } from '../why-targets.ts'

/** Somebody takes it out of a target group (Elastic Load Balancing User Guide, "Deregistration delay"). */
export function targetLeaving(facts: InstanceFacts): Diagnosis | undefined {
  const target = targetsOf(facts).find(({ state }) => state === 'draining')
  if (target === undefined || isServedElsewhere(facts)) return undefined
  return {
    rule: 'target-leaving',
    finding: text`${bold(`${visibleName(facts.details.instance)} is being taken out of ${target.group}:`)} it gets no new requests from there, and ends those that it has.`,
    evidence: targetEvidence(target, facts),
    next: text`Register it again where that was not meant; an Auto Scaling group does it when it replaces an instance.`,
    actions: [
      askOffer('What is a target group?', 'target-groups'),
      askOffer('About Auto Scaling groups', 'auto-scaling-groups'),
    ],
  }
}
