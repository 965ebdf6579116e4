import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, measured } from '../why-measures.ts'
import { askOffer, stopOffer } from '../why-offers.ts'

/** EC2 User Guide, "Status checks": the system's are of AWS's host; a stop and start moves what is on EBS. */
export function systemCheck(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, systemCheck: check, instanceCheck } = facts.details
  if (instance.state !== 'running' || check !== 'impaired') return undefined
  const found = measured(facts, 'StatusCheckFailed_System')
  const since = found === undefined ? undefined : heldSince(found, (value) => value > 0)
  const both = instanceCheck === 'impaired'
  return {
    rule: 'system-check',
    finding: text`${bold(`The host of ${visibleName(instance)} is faulty:`)} its system status check fails${since === undefined ? '' : text`, since${whenText(since, facts.now)}`}. The fault is AWS’s.${both ? ' Its instance status check fails too, most likely since its host does.' : ''}`,
    evidence: [
      {
        says: text`system status check impaired, instance status check ${instanceCheck ?? 'not known'}`,
        source: 'ec2',
      },
    ],
    next: text`Stop and start it (not reboot): it comes up on another host. Instance store and a public address that is not Elastic are lost.${both ? ' If its instance status check fails still after that, the fault is inside it: see its console output.' : ''}`,
    actions: [
      stopOffer(instance),
      askOffer('What are status checks?', 'status-checks'),
      askOffer('Recovering it', 'recover-an-instance'),
    ],
  }
}
