import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, measured } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

/** Unlimited mode: what is borrowed above the baseline is paid (EC2 User Guide, "Unlimited mode concepts"). */
export function surplusCredits(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const surplus = measured(facts, 'CPUSurplusCreditBalance')
  if (instance.state !== 'running' || surplus === undefined || surplus.latest <= 0) return undefined
  const since = heldSince(surplus, (value) => value > 0)
  return {
    rule: 'surplus-credits',
    finding: text`${bold(`${visibleName(instance)} borrows CPU credits`)} since${whenText(since, facts.now)}: it is not slowed by that, but what it does not pay back within 24 hours is charged by the vCPU-hour.`,
    evidence: [
      {
        ...(since === undefined ? {} : { at: since }),
        says: text`${surplus.latest.toFixed(0)} surplus credits, above 0 from then on`,
        source: 'cloudwatch',
      },
    ],
    next: text`If it is so most days, an M or C type is cheaper and no slower.`,
    actions: [askOffer('What are CPU credits?', 'burstable-credits'), askOffer('How to save money', 'saving-money')],
  }
}
