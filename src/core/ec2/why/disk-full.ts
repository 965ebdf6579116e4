import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { consoleEvidence, lineThatTells } from '../why-console.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

/** AWS does not see how full a file system is: only what its programs and its kernel say of it on the console. */
export function diskFull(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, instanceCheck } = facts.details
  // Behind a failing check it is part of that finding.
  if (instance.state !== 'running' || instanceCheck === 'impaired') return undefined
  if (lineThatTells(facts, 'diskFull') === undefined) return undefined
  return {
    rule: 'disk-full',
    finding: text`${bold(`A file system of ${visibleName(instance)} was full`)} at least once since it was booted, as its console shows. How full it is now AWS cannot see.`,
    evidence: consoleEvidence(facts, 'diskFull'),
    next: text`See inside which one it is and what fills it (df -h, df -i); delete that, or enlarge the volume and grow the file system.`,
    actions: [
      consoleOffer(instance),
      askOffer('What to do when it is full', 'disk-full'),
      askOffer('How to enlarge a volume', 'ebs-resize'),
    ],
  }
}
