import type { Diagnosis } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import { type InstanceFacts, memoryMetric } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { consoleEvidence, lineThatTells } from '../why-console.ts'
import { measured, percent } from '../why-measures.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

/** AWS does not see memory: only the kernel's own line on the console tells, and the CloudWatch agent where there is one. */
export function outOfMemory(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, memoryMib } = facts.details
  // Behind a failing check it is part of that finding.
  if (instance.state !== 'running' || facts.details.instanceCheck === 'impaired') return undefined
  if (lineThatTells(facts, 'memory') === undefined) return undefined
  const size =
    memoryMib === undefined ? 'its memory' : `all of its ${(memoryMib / 1024).toLocaleString('en')} GiB of memory`
  return {
    rule: 'out-of-memory',
    finding: text`${bold(`${visibleName(instance)} ran out of memory:`)} it used ${size} at least once since it was booted, and its kernel ended a program.${nowText(facts)}`,
    evidence: consoleEvidence(facts, 'memory'),
    next: text`See inside what needs it (free, top); then a size with more memory.`,
    actions: [
      consoleOffer(instance),
      askOffer('How to see memory', 'cloudwatch-agent'),
      askOffer('How to choose a type', 'choosing-a-type'),
    ],
  }
}

/** Who asks why it is slow is told beside the answer that memory is not measured. */
function nowText(facts: InstanceFacts): Text {
  const memory = measured(facts, memoryMetric)
  if (memory?.isOfNow === true) return text` Now ${percent(memory.latest)} of it is in use.`
  if (memory !== undefined)
    return text` When last measured, at${whenText(memory.latestAt, facts.now)}, ${percent(memory.latest)} of it was in use.`
  return facts.about === 'slow' ? [] : [' How full it is now AWS cannot see.']
}
