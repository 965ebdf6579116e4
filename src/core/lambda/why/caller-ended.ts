import { age } from '../../age.ts'
import type { Diagnosis, TrailEvent } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import type { Action } from '../../view.ts'
import type { FunctionFacts } from './facts.ts'
import { callersText } from './never-called.ts'
import { offerLogs, offerMetrics } from './offers.ts'

/** What called it, and somebody who ended that. */
type Ended = {
  readonly rule: string
  /** `most likely since its rule was disabled`. */
  readonly since: string
  readonly who: Text
  readonly event: TrailEvent
  /** What is said behind the time. */
  readonly addition: Text
  /** What CloudTrail shows, where that is more than who did it. */
  readonly shows?: Text
  readonly caller: { readonly kind: string; readonly name: string }
  readonly next: Text
  readonly offer: Action
}

/** It was not called, since somebody ended what called it; what else could call it is told. */
export function callerEnded(facts: FunctionFacts, ended: Ended): Diagnosis {
  const { function: shown, triggers, url } = facts.details
  const { rule, since, who, event, caller, next, offer } = ended
  const others = triggers.filter(({ kind, name }) => kind !== caller.kind || name !== caller.name)
  return {
    rule,
    finding: text`${bold(`${shown.name} was not called in the last day, ${since}:`)} ${who} ${{ time: event.at }}, ${age(Math.max(0, facts.now - event.at))} ago${ended.addition}${callersText({ triggers: others, url }, ' Else it could be called by')}`,
    evidence: [
      { at: event.at, says: ended.shows ?? who, source: 'cloudtrail' },
      { says: ['no call and no throttled call in the last day'], source: 'cloudwatch' },
    ],
    next,
    actions: [offer, offerMetrics(shown), offerLogs(shown)],
  }
}
