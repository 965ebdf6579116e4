import { ago } from '../../age.ts'
import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'

/** EC2 User Guide, "Status checks": `initializing` for some minutes after a start. */
export function justStarted({ details, now }: InstanceFacts): Diagnosis | undefined {
  const { instance, instanceCheck, systemCheck } = details
  const isInitializing = instanceCheck === 'initializing' || systemCheck === 'initializing'
  if (instance.state !== 'pending' && !(instance.state === 'running' && isInitializing)) return undefined
  const since = instance.launchedAt === undefined ? '' : ` it was started ${ago(now - instance.launchedAt)}, and`
  return {
    rule: 'just-started',
    finding: text`${bold(`${visibleName(instance)} is still starting:`)}${since} its status checks are not through yet.`,
    evidence: [
      {
        says: text`state ${instance.state}, system check ${systemCheck ?? 'not known'}, instance check ${instanceCheck ?? 'not known'}`,
        source: 'ec2',
      },
    ],
    next: text`Wait some minutes; the checks mostly end within five. The console output shows how far it is.`,
    actions: [consoleOffer(instance), askOffer('What are status checks?', 'status-checks')],
  }
}
