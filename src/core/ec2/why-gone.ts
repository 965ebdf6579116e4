import { type Diagnosis, isReadTo, known, type TrailEvent } from '../evidence.ts'
import type { Place } from '../place.ts'
import { bold, code, type Span, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import type { InstanceId } from './instance.ts'
import { lookedIn } from './looked-for.ts'
import { atText, type EndingCall, findTermination, trailEvidence } from './why-calls.ts'
import { askOffer } from './why-offers.ts'
import { findAskedOf } from './why-scaling.ts'

/** All that is known of an instance that EC2 does not list any more. */
export type GoneFacts = Pick<InstanceFacts, 'own' | 'now'> & {
  readonly id: InstanceId
  /** Where it was looked for. */
  readonly places: readonly Place[]
  /** Of the place in which CloudTrail knows of it. */
  readonly trail: NonNullable<InstanceFacts['trail']>
}

/** EC2 lists a terminated instance for about an hour (EC2 User Guide, "Terminate Amazon EC2 instances"). */
export function diagnoseGone(facts: GoneFacts): Diagnosis {
  const call = findTermination(facts)
  if (call !== undefined) return byCall(call, facts)
  const evicted = known(facts.trail)?.find(({ name }) => name === 'BidEvictedEvent')
  if (evicted !== undefined) return bySpot(evicted, facts)
  return known(facts.trail)?.length ? withoutCall(facts) : notFound(facts)
}

const notListed = ' EC2 does not list it any more.'

function byCall(call: EndingCall, facts: GoneFacts): Diagnosis {
  const { at, by, who, evidence } = call
  const asked = by === 'scaling' ? findAskedOf(facts, at) : undefined
  const through = { windlass: 'through Windlass', aws: 'in AWS', scaling: 'by Auto Scaling' }[by]
  const person: Text = by === 'scaling' ? [] : text` by ${who}`
  return {
    rule: 'gone',
    finding: text`${bold(`${facts.id} was terminated ${through}`)}${person}${atText(at, facts.now)}.${notListed}`,
    evidence: [...evidence, ...(asked === undefined ? [] : [trailEvidence(asked)])],
    next:
      by === 'scaling'
        ? text`Why, the activity history of its Auto Scaling group says for six weeks.`
        : text`It cannot come back. Snapshots, and volumes that were to outlive it, are still there.`,
    actions: [whatIsKept],
  }
}

function bySpot(event: TrailEvent, { id, now }: GoneFacts): Diagnosis {
  return {
    rule: 'gone',
    finding: text`${bold(`${id} is gone:`)} AWS took its Spot capacity back${atText(event.at, now)}, and no call that terminated it is known.${notListed}`,
    evidence: [{ at: event.at, says: [code(event.name)], source: 'cloudtrail' }],
    next: text`What may not be interrupted belongs on On-Demand; what may, on several types and zones.`,
    actions: [askOffer('What is a Spot interruption?', 'spot-interruption')],
  }
}

const mostShown = 3
const keptMs = 90 * 86_400_000

/** It was there, and nobody's call ended it: only what leaves no call is left. */
function withoutCall(facts: GoneFacts): Diagnosis {
  const { id, trail, now } = facts
  const isLaunchKnown = known(trail)?.some(({ name, error }) => name === 'RunInstances' && error === undefined) === true
  const isWhole = isLaunchKnown || isReadTo(trail, now - keptMs)
  const why = isWhole
    ? 'most likely it was shut down from inside where a shutdown terminates it, or it failed to launch'
    : 'it may be in what of CloudTrail could not be read in time'
  return {
    rule: 'gone',
    finding: text`${bold(`${id} is gone, and CloudTrail shows no call that terminated it:`)} ${why}.${notListed}`,
    evidence: (known(trail) ?? []).slice(0, mostShown).map(trailEvidence),
    next: text`Ask its owner. If it was of an Auto Scaling group, the group’s activity history tells why it failed to launch.`,
    actions: [askOffer('Why an instance stops', 'why-an-instance-stops'), whatIsKept],
  }
}

const whatIsKept = askOffer('What is kept of it?', 'terminate')

function notFound({ id, places, trail }: GoneFacts): Diagnosis {
  const name: Span = bold(id)
  const nothing: Text =
    'value' in trail ? [', and CloudTrail shows nothing that was done to it in the last 90 days'] : []
  return {
    rule: 'gone',
    finding: text`No instance fits ${name}, looked for in ${lookedIn(places)}${nothing}.`,
    evidence: [],
    next: text`See that the id is right, and that it is of an account and a Region that Windlass looks at. EC2 lists a terminated instance for about an hour only.`,
    actions: [],
  }
}
