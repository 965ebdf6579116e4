import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import { baselineOf } from '../burstable.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, lastly, meanOf, measured, percent } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

// CloudWatch has a value each five minutes; in that time even a nano earns half a credit.
const nearZero = 2
const values = 6

/** Held at its baseline: no credits, none borrowed, and a CPU that stays just there. */
export function creditsExhausted(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const baseline = baselineOf(instance.type)
  const balance = measured(facts, 'CPUCreditBalance')
  const cpu = measured(facts, 'CPUUtilization')
  if (instance.state !== 'running' || baseline === undefined || balance === undefined || cpu === undefined)
    return undefined
  const surplus = measured(facts, 'CPUSurplusCreditBalance')
  const since = heldSince(balance, (value) => value <= nearZero)
  const busy = meanOf(lastly(cpu, values))
  const isHeld = busy >= baseline * 0.8 && busy <= baseline * 1.25 + 1
  if (since === undefined || !isHeld || (surplus !== undefined && surplus.latest > 0)) return undefined
  return {
    rule: 'credits-exhausted',
    finding: text`${bold(`${visibleName(instance)} has used up its CPU credits:`)} a ${instance.type} is then held at its baseline of ${percent(baseline)}, since${whenText(since, facts.now)}.`,
    evidence: [
      {
        at: since,
        says: text`credit balance at ${balance.latest.toFixed(1)}, near 0 from then on`,
        source: 'cloudwatch',
      },
      { says: text`CPU at ${percent(busy)} of late`, source: 'cloudwatch' },
    ],
    next: text`Turn on unlimited mode (it costs when the CPU stays above the baseline), or take a larger size or an M or C type.`,
    actions: [
      askOffer('What are CPU credits?', 'burstable-credits'),
      askOffer('How to choose a type', 'choosing-a-type'),
      askOffer('How to change the type', 'change-the-type'),
    ],
  }
}
