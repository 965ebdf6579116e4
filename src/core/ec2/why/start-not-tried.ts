import { type Diagnosis, isReadTo } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { findEndingCall, keptMs, transitionTime } from '../why-calls.ts'
import { historyOffer, startOffer } from '../why-offers.ts'
import { lastTry } from '../why-tries.ts'

/** It is stopped since a time that CloudTrail knows of, and nobody has started it since. */
export function startNotTried(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const stoppedAt = transitionTime(facts) ?? findEndingCall(facts)?.at
  if (instance.state !== 'stopped' || stoppedAt === undefined || !isReadTo(facts.trail, stoppedAt)) return undefined
  const tried = lastTry(facts)
  const isKept = facts.now - stoppedAt < keptMs
  if (!isKept || (tried !== undefined && tried.at > stoppedAt)) return undefined
  return {
    rule: 'start-not-tried',
    finding: text`${bold(`Nobody has tried to start ${visibleName(instance)}`)} since it stopped ${{ time: stoppedAt }}, as far as CloudTrail shows, which is some minutes behind.`,
    evidence: tried === undefined ? [] : [tried.evidence],
    next: text`Start it. If AWS refuses, Windlass says why.`,
    actions: [startOffer(instance), historyOffer(instance)],
  }
}
