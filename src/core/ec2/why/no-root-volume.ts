import { type Diagnosis, type Evidence, known, type TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { bold, code, joinTexts, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, trailEvidence, whenText } from '../why-calls.ts'
import { askOffer, historyOffer } from '../why-offers.ts'
import { refusedTry, saidEvidence } from '../why-tries.ts'

// AWS's code says nothing of it: it is InvalidParameterValue, and IncorrectInstanceState has been seen too.
const nothingAtRoot = /does not have a volume attached at root(?: \((\/[\w/.-]+)\))?/i

/** What it boots from was taken off, or came back under another name. */
export function noRootVolume(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const failed = refusedTry(facts)
  const [isSaid, device] = nothingAtRoot.exec(failed?.error.said ?? '') ?? []
  if (failed === undefined || isSaid === undefined) return undefined
  const detached = findDetached(facts, device)
  const [last] = detached
  const where: Text = device === undefined ? ['as its root volume'] : text`as its root volume, at ${code(device)}`
  const who: Text =
    last === undefined
      ? []
      : text` ${doerSpan(last.doer)} detached ${volumeOf(last)} from it${whenText(last.at, facts.now)}.`
  return {
    rule: 'no-root-volume',
    finding: text`${bold(`${visibleName(instance)} could not be started:`)} nothing is attached ${where}${atText(failed.at, facts.now)}.${who}`,
    evidence: [failed.evidence, ...saidEvidence(failed), ...detached.map(trailEvidence), ...attached(facts)],
    next: text`Attach its root volume to it again${device === undefined ? ', under the device name that AWS says' : text`, as just ${code(device)}`}; then start it.`,
    actions: [historyOffer(instance), askOffer('What is a root volume?', 'root-volume')],
  }
}

/** Newest first, since it last ran; what is attached again, and what was attached elsewhere, is another volume. */
function findDetached({ trail, details: { volumes, instance } }: InstanceFacts, device: string | undefined) {
  return (known(trail) ?? []).filter(
    (event) =>
      event.name === 'DetachVolume' &&
      event.error === undefined &&
      event.at >= (instance.launchedAt ?? 0) &&
      !volumes.some(({ id }) => event.asked?.includes(id) === true) &&
      [undefined, device].includes(deviceOf(event)),
  )
}

function volumeOf({ asked = '' }: TrailEvent): string {
  const [volume = 'a volume'] = /\bvol-[0-9a-f]+/.exec(asked) ?? []
  return volume
}

/** Where the call named it. */
function deviceOf({ asked = '' }: TrailEvent): string | undefined {
  return /"device":"([^"]+)"/.exec(asked)?.[1]
}

function attached({ details: { volumes } }: InstanceFacts): readonly Evidence[] {
  if (volumes.length === 0) return []
  const all = volumes.map(({ id, device }) => text`${id} at ${code(device)}`)
  return [{ says: text`attached to it: ${joinTexts(all, ', ')}`, source: 'ec2' }]
}
