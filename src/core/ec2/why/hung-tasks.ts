import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { consoleEvidence, lineThatTells } from '../why-console.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

/** The kernel's own complaint; mostly a disk that does not answer, or a CPU that one program keeps to itself. */
export function hungTasks(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, instanceCheck } = facts.details
  // Behind a failing check it is part of that finding.
  if (instance.state !== 'running' || instanceCheck === 'impaired') return undefined
  const [disk, cpu] = [lineThatTells(facts, 'diskWait'), lineThatTells(facts, 'cpuHeld')]
  if (disk === undefined && cpu === undefined) return undefined
  const what =
    disk === undefined
      ? 'a program kept a CPU to itself without a pause'
      : 'a program hung for minutes, mostly since a disk did not answer'
  return {
    rule: 'hung-tasks',
    finding: text`${bold(`${visibleName(instance)} hung`)} at least once since it was booted: as its console shows, ${what}.`,
    evidence: consoleEvidence(facts, 'diskWait', 'cpuHeld'),
    next:
      disk === undefined
        ? text`See inside which program it is (top); a reboot ends it.`
        : text`See how its volumes do (iostat -x inside, their status in EC2); a reboot ends what only hangs.`,
    actions: [consoleOffer(instance), askOffer('How fast EBS is', 'ebs-performance')],
  }
}
