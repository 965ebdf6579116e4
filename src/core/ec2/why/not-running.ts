import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { markedState } from '../state.ts'
import { transitionTime, whenText } from '../why-calls.ts'
import { historyOffer, startIfStopped } from '../why-offers.ts'

/** Where what was asked needs it to run. */
export function notRunning(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  if (instance.state === 'running' || instance.state === 'pending') return undefined
  const what = facts.about === 'unreachable' || facts.about === undefined ? 'cannot be reached' : 'does nothing'
  const since = transitionTime(facts)
  return {
    rule: 'not-running',
    finding: text`${bold(`${visibleName(instance)} ${what}:`)} it is ${markedState(instance.state)}${since === undefined ? '' : text`, since${whenText(since, facts.now)}`}.`,
    evidence: [],
    next: instance.state === 'stopped' ? text`Start it.` : undefined,
    actions: [...startIfStopped(instance), historyOffer(instance)],
  }
}
