import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { consoleEvidence, lineThatTells } from '../why-console.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

/** AWS does not see memory: only the kernel's own line on the console tells. */
export function outOfMemory(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, memoryMib } = facts.details
  // Behind a failing check it is part of that finding.
  if (instance.state !== 'running' || facts.details.instanceCheck === 'impaired') return undefined
  if (lineThatTells(facts, 'memory') === undefined) return undefined
  const size =
    memoryMib === undefined ? 'its memory' : `all of its ${(memoryMib / 1024).toLocaleString('en')} GiB of memory`
  return {
    rule: 'out-of-memory',
    finding: text`${bold(`${visibleName(instance)} ran out of memory:`)} it used ${size} at least once since it was booted, and its kernel ended a program. How full it is now AWS cannot see.`,
    evidence: consoleEvidence(facts, 'memory'),
    next: text`See inside what needs it (free, top); then a size with more memory. The CloudWatch agent makes memory a metric.`,
    actions: [
      consoleOffer(instance),
      askOffer('How to see memory', 'cloudwatch-agent'),
      askOffer('How to choose a type', 'choosing-a-type'),
    ],
  }
}
