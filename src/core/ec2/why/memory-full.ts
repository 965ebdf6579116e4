import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { type InstanceFacts, memoryMetric } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { consoleEvidence } from '../why-console.ts'
import { heldSince, lastly, meanOf, measured, percent } from '../why-measures.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

const limit = 90
const fewestValues = 3

/** As its CloudWatch agent publishes it; without one nothing is known of it. */
export function memoryFull(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, memoryMib } = facts.details
  const memory = measured(facts, memoryMetric)
  if (instance.state !== 'running' || memory === undefined || memory.points.length < fewestValues) return undefined
  const used = meanOf(lastly(memory, fewestValues))
  const since = heldSince(memory, (value) => value >= limit - 5)
  if (used < limit || since === undefined) return undefined
  const size = memoryMib === undefined ? 'its memory' : `its ${(memoryMib / 1024).toLocaleString('en')} GiB of memory`
  return {
    rule: 'memory-full',
    finding: memory.isOfNow
      ? text`${bold(`${visibleName(instance)} has hardly any memory left:`)} ${percent(used)} of ${size} is in use, since${whenText(since, facts.now)}.`
      : text`${bold(`${visibleName(instance)} had hardly any memory left when that was last measured:`)} ${percent(used)} of ${size} was in use at${whenText(memory.latestAt, facts.now)}.`,
    evidence: [
      {
        at: since,
        says: text`${code(memoryMetric)} above ${percent(limit - 5)} from then on${memory.isOfNow ? '' : ', until nothing published it any more'}`,
        source: 'cloudwatch',
      },
      ...consoleEvidence(facts, 'memory'),
    ],
    next: text`See inside what needs it (free, top); then a size with more memory.`,
    actions: [
      consoleOffer(instance),
      askOffer('How to choose a type', 'choosing-a-type'),
      askOffer('How to change the type', 'change-the-type'),
    ],
  }
}
