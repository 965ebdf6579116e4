import type { Diagnosis } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText } from '../why-calls.ts'
import { askOffer, historyOffer, startOffer } from '../why-offers.ts'
import { refusalOf } from '../why-refusals.ts'
import { refusedTry, saidEvidence } from '../why-tries.ts'

/** As AWS says it; what its words mean is known of the commonest only. */
export function startRefused(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const failed = refusedTry(facts)
  if (failed === undefined) return undefined
  const refusal = refusalOf(failed.error)
  const why: Text =
    refusal === undefined
      ? text`AWS refused with ${code(failed.error.code)}`
      : [refusal.why(instance, failed.error.said)]
  return {
    rule: 'start-refused',
    finding: text`${bold(`${visibleName(instance)} could not be started:`)} ${why}${atText(failed.at, facts.now)}.`,
    evidence: [failed.evidence, ...saidEvidence(failed)],
    next: refusal === undefined ? undefined : [refusal.helps],
    actions: [
      startOffer(instance),
      historyOffer(instance),
      ...(refusal === undefined ? [] : [askOffer('What that error is', refusal.topic)]),
    ],
  }
}
