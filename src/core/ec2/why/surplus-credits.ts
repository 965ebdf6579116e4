import type { Diagnosis } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { surplusCharge } from '../surplus-charge.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, measured, percent } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

/** Unlimited mode: what is borrowed above the baseline is paid (EC2 User Guide, "Unlimited mode concepts"). */
export function surplusCredits(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const surplus = measured(facts, 'CPUSurplusCreditBalance')
  if (instance.state !== 'running' || surplus === undefined || surplus.latest <= 0) return undefined
  const since = heldSince(surplus, (value) => value > 0)
  const charge = surplusCharge(facts)
  const what =
    charge === undefined
      ? 'it is not slowed by that, but what it does not pay back within 24 hours is charged by the vCPU-hour'
      : `it uses ${percent(charge.busy)} of its CPU, of which its price an hour covers ${percent(charge.baseline)}; the rest costs about ${dollars(charge.monthly)} a month more, if it goes on so`
  return {
    rule: 'surplus-credits',
    finding: text`${bold(`${visibleName(instance)} borrows CPU credits`)} since${whenText(since, facts.now)}: ${what}.`,
    evidence: [
      {
        ...(since === undefined ? {} : { at: since }),
        says: text`${surplus.latest.toFixed(0)} surplus credits, above 0 from then on`,
        source: 'cloudwatch',
      },
      ...(charge === undefined
        ? []
        : [
            {
              says: text`CPU ${percent(charge.busy)} on average of what was measured`,
              source: 'cloudwatch' as const,
            },
            {
              says: text`${dollars(charge.price)} for each vCPU-hour above the baseline of ${percent(charge.baseline)}`,
              source: 'prices' as const,
            },
          ]),
    ],
    next: text`If it is so most days, a larger size, or an M or C type, is cheaper and no slower; the mode ${bold('standard')} costs nothing more, and holds it at its baseline.`,
    actions: [askOffer('What are CPU credits?', 'burstable-credits'), askOffer('How to save money', 'saving-money')],
  }
}
