import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { consoleEvidence, lineThatTells, type Telling } from '../why-console.ts'
import { heldSince, measured } from '../why-measures.ts'
import { askOffer, consoleOffer, rebootOffer } from '../why-offers.ts'

type Reason = {
  readonly tells: readonly [Telling, ...Telling[]]
  readonly why: string
  /** What mostly brings it about. */
  readonly from?: string
  readonly helps: string
}

const wrongFstab = 'mostly a wrong line of its /etc/fstab, or a volume that is not attached'

/** The gravest first: what comes after is often its consequence. Its first line tells it, the others are shown with it. */
const reasons: readonly Reason[] = [
  {
    tells: ['rootFileSystem'],
    why: 'its kernel could not mount its root file system',
    helps:
      'Boot the kernel before, or attach its root volume to another instance: see that the kernel has its initramfs there, and that the boot loader names the right root. A reboot alone changes nothing.',
  },
  {
    tells: ['panic'],
    why: 'its kernel crashed',
    helps: 'Reboot it; if it crashes again, start from an older kernel or repair its root volume on another instance.',
  },
  {
    tells: ['fileSystem', 'emergency'],
    why: 'a file system of it is broken',
    helps: 'Attach the volume to another instance and run fsck on it, or restore its snapshot.',
  },
  {
    tells: ['emergency', 'mount'],
    why: 'it stopped in emergency mode while booting',
    from: wrongFstab,
    helps:
      'See that every volume is attached. Else stop it, attach its root volume to another instance and correct /etc/fstab there (nofail on what it can boot without).',
  },
  {
    tells: ['memory'],
    why: 'it ran out of memory',
    helps: 'Reboot it, then give it more memory or its programs less.',
  },
  {
    tells: ['diskFull'],
    why: 'a file system of it is full',
    helps: 'Enlarge the volume and grow the file system.',
  },
  {
    tells: ['diskWait'],
    why: 'programs of it hung for minutes, mostly since a disk did not answer',
    helps: 'See the status of its volumes in EC2; a reboot ends what only hangs.',
  },
  {
    tells: ['cpuHeld'],
    why: 'a program kept a CPU to itself',
    helps: 'Reboot it, then see which program it is.',
  },
  {
    tells: ['networkDown'],
    why: 'its network did not come up',
    helps: 'Repair the network’s configuration in it, or go back to the last image that worked.',
  },
  {
    tells: ['mount'],
    why: 'a file system could not be mounted while it was booting',
    from: wrongFstab,
    helps: 'See that every volume is attached, and correct /etc/fstab.',
  },
  {
    tells: ['cloudInit'],
    why: 'cloud-init failed while it was booting',
    helps: 'Correct its user data, and boot it again.',
  },
]

/** EC2 User Guide, "Status checks": the instance's are of its system, network and memory. */
export function instanceCheck(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, instanceCheck: check, systemCheck } = facts.details
  // Behind a faulty host the instance's own check fails with it.
  if (instance.state !== 'running' || check !== 'impaired' || systemCheck === 'impaired') return undefined
  const found = measured(facts, 'StatusCheckFailed_Instance')
  const since = found === undefined ? undefined : heldSince(found, (value) => value > 0)
  const reason = reasons.find(({ tells: [first] }) => lineThatTells(facts, first) !== undefined)
  const cause =
    reason === undefined
      ? 'the fault is inside it, in its system, network or memory, where AWS does not see'
      : `most likely ${reason.why}, as its console shows${reason.from === undefined ? '' : `; ${reason.from}`}`
  return {
    rule: 'instance-check',
    finding: text`${bold(`${visibleName(instance)} fails its status check`)}${since === undefined ? '' : text` since${whenText(since, facts.now)}`}: ${cause}.`,
    evidence: [
      { says: text`instance status check impaired, system status check ${systemCheck ?? 'not known'}`, source: 'ec2' },
      ...consoleEvidence(facts, ...(reason?.tells ?? [])),
    ],
    next: [reason?.helps ?? 'Read its console output; a reboot mends what only hangs.'],
    actions: [rebootOffer(instance), consoleOffer(instance), askOffer('What are status checks?', 'status-checks')],
  }
}
