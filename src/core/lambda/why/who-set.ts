import { age } from '../../age.ts'
import { type Evidence, known, type TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { type Text, text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'

/** The last call that was done, if the other one, which undoes it, was not done after it. */
export function lastlyDone({ trail }: FunctionFacts, name: string, undoing: string): TrailEvent | undefined {
  const last = known(trail)?.find((event) => event.error === undefined && [name, undoing].includes(event.name))
  return last?.name === name ? last : undefined
}

/** ` bob set that …, 2 h ago.`; nothing where nobody did, as far as it is known. */
export function whoText(event: TrailEvent | undefined, did: string, now: number): Text {
  return event === undefined
    ? []
    : text` ${doerSpan(event.doer)} ${did} ${{ time: event.at }}, ${age(Math.max(0, now - event.at))} ago.`
}

export function whoEvidence(event: TrailEvent | undefined, did: string): readonly Evidence[] {
  return event === undefined ? [] : [{ at: event.at, says: text`${doerSpan(event.doer)} ${did}`, source: 'cloudtrail' }]
}
