import { type Evidence, known, type TrailEvent } from '../evidence.ts'
import { doerSpan } from '../history-rows.ts'
import { code, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import { trailEvidence, whenText } from './why-calls.ts'

type Story = { readonly who: Text; readonly evidence: readonly Evidence[] }

/** A key cannot be used from then on (KMS Developer Guide, "Key states of AWS KMS keys"). */
const takenAway: Readonly<Record<string, string>> = {
  DisableKey: 'disabled that key',
  ScheduleKeyDeletion: 'scheduled that key for deletion',
}

/** The keys of its volumes, and who took one away before it was last started. */
export function keyStory(facts: InstanceFacts, startedAt = facts.now): Story {
  const encrypted = facts.details.volumes.flatMap(({ id, keyArn }) => (keyArn === undefined ? [] : [{ id, keyArn }]))
  const [last] = encrypted.flatMap(({ keyArn }) => findTakenAway(keyArn, facts, startedAt) ?? [])
  return {
    who:
      last === undefined
        ? []
        : text` ${doerSpan(last.doer)} ${takenAway[last.name] ?? ''}${whenText(last.at, facts.now)}.`,
    evidence: [
      ...encrypted.map(({ id, keyArn }) => ({
        says: text`${id} is encrypted with ${code(keyArn)}`,
        source: 'ec2' as const,
      })),
      ...(last === undefined ? [] : [trailEvidence(last)]),
    ],
  }
}

/** The last that was done to it by then, if that took it away. */
function findTakenAway(keyArn: string, { around }: InstanceFacts, by: number): TrailEvent | undefined {
  const id = keyArn.slice(keyArn.lastIndexOf('/') + 1)
  const last = known(around)?.find(({ asked = '', at, error }) => error === undefined && at <= by && asked.includes(id))
  return last !== undefined && Object.hasOwn(takenAway, last.name) ? last : undefined
}
