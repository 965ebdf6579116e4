import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'

/** EC2 does not say any more which volumes it had, so that those that were kept cannot be named. */
export function costsNothing({ details }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  if (instance.state !== 'terminated') return undefined
  return {
    rule: 'costs-nothing',
    finding: text`${bold(`${visibleName(instance)} costs nothing any more:`)} it is terminated. Volumes that were not deleted with it, snapshots and Elastic IP addresses still cost.`,
    evidence: [],
    next: undefined,
    actions: [
      askOffer('What each state costs', 'cost-of-states'),
      askOffer('What is deleted with it', 'delete-on-termination'),
    ],
  }
}
