import { type Evidence, known } from '../evidence.ts'
import { doerSpan } from '../history-rows.ts'
import { findKeyTakenAway } from '../key-taken-away.ts'
import { code, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import { trailEvidence, whenText } from './why-calls.ts'

type Story = { readonly who: Text; readonly evidence: readonly Evidence[] }

/** The keys of its volumes, and who took one away before it was last started. */
export function keyStory(facts: InstanceFacts, startedAt = facts.now): Story {
  const encrypted = facts.details.volumes.flatMap(({ id, keyArn }) => (keyArn === undefined ? [] : [{ id, keyArn }]))
  const done = (known(facts.around) ?? []).filter(({ at }) => at <= startedAt)
  const [last] = encrypted.flatMap(({ keyArn }) => findKeyTakenAway(keyArn, done) ?? [])
  return {
    who:
      last === undefined ? [] : text` ${doerSpan(last.event.doer)} ${last.did}${whenText(last.event.at, facts.now)}.`,
    evidence: [
      ...encrypted.map(({ id, keyArn }) => ({
        says: text`${id} is encrypted with ${code(keyArn)}`,
        source: 'ec2' as const,
      })),
      ...(last === undefined ? [] : [trailEvidence(last.event)]),
    ],
  }
}
