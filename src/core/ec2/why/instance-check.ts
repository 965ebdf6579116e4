import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { consoleEvidence, lineThatTells, type Telling } from '../why-console.ts'
import { heldSince, measured } from '../why-measures.ts'
import { askOffer, consoleOffer, rebootOffer } from '../why-offers.ts'

/** The gravest first: what comes after is often its consequence. */
const reasons: readonly (readonly [Telling, string, string])[] = [
  [
    'panic',
    'its kernel crashed',
    'Reboot it; if it crashes again, start from an older kernel or repair its root volume on another instance.',
  ],
  [
    'fileSystem',
    'a file system of it is broken',
    'Attach the volume to another instance and run fsck on it, or restore its snapshot.',
  ],
  ['memory', 'it ran out of memory', 'Reboot it, then give it more memory or its programs less.'],
  ['diskFull', 'a file system of it is full', 'Enlarge the volume and grow the file system.'],
  [
    'networkDown',
    'its network did not come up',
    'Repair the network’s configuration in it, or go back to the last image that worked.',
  ],
  ['cloudInit', 'cloud-init failed while it was booting', 'Correct its user data, and boot it again.'],
]

/** EC2 User Guide, "Status checks": the instance's are of its system, network and memory. */
export function instanceCheck(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, instanceCheck: check, systemCheck } = facts.details
  // Behind a faulty host the instance's own check fails with it.
  if (instance.state !== 'running' || check !== 'impaired' || systemCheck === 'impaired') return undefined
  const found = measured(facts, 'StatusCheckFailed_Instance')
  const since = found === undefined ? undefined : heldSince(found, (value) => value > 0)
  const [telling, why, helps] = reasons.find(([each]) => lineThatTells(facts, each) !== undefined) ?? []
  const cause =
    why === undefined
      ? 'the fault is inside it, in its system, network or memory, where AWS does not see'
      : `most likely ${why}, as its console shows`
  return {
    rule: 'instance-check',
    finding: text`${bold(`${visibleName(instance)} fails its status check`)}${since === undefined ? '' : text` since${whenText(since, facts.now)}`}: ${cause}.`,
    evidence: [
      { says: text`instance status check impaired, system status check ${systemCheck ?? 'not known'}`, source: 'ec2' },
      ...(telling === undefined ? [] : consoleEvidence(facts, telling)),
    ],
    next: [helps ?? 'Read its console output; a reboot mends what only hangs.'],
    actions: [rebootOffer(instance), consoleOffer(instance), askOffer('What are status checks?', 'status-checks')],
  }
}
