import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, measured } from '../why-measures.ts'
import { askOffer, stopOffer } from '../why-offers.ts'

/** EC2 User Guide, "Status checks": whether the attached volumes can be reached and complete what is read and written. */
export function volumeCheck(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const found = measured(facts, 'StatusCheckFailed_AttachedEBS')
  const since = found === undefined ? undefined : heldSince(found, (value) => value > 0)
  if (instance.state !== 'running' || since === undefined) return undefined
  return {
    rule: 'volume-check',
    finding: text`${bold(`${visibleName(instance)} cannot reach one of its EBS volumes:`)} the check of its attached volumes fails since${whenText(since, facts.now)}. The fault is AWS’s, or an encryption key was taken away.`,
    evidence: [
      { at: since, says: text`${code('StatusCheckFailed_AttachedEBS')} above 0 from then on`, source: 'cloudwatch' },
    ],
    next: text`Look at the status of its volumes; if they are well, stop and start it, which moves it to another host.`,
    actions: [
      stopOffer(instance),
      askOffer('What is EBS?', 'ebs'),
      askOffer('What are status checks?', 'status-checks'),
    ],
  }
}
