import { admission } from '../core/admission.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Person } from '../core/people.ts'
import type { Problem } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'
import type { SpinePorts } from './ports.ts'

/** The person behind a delivery if they may speak to Windlass at all. Nothing is asked of AWS before. */
export async function admit(
  delivery: Delivery,
  { slack, product }: Pick<SpinePorts, 'slack' | 'product'>,
): Promise<Person | Problem> {
  const person = await slack.people.getPerson(delivery.user)
  const { workspace } = product
  // The payload's team and what Slack says of the person must both be this workspace's.
  const admitted = admission(delivery.team === workspace.team ? person : { ...person, isStranger: true }, workspace)
  if (admitted.isAdmitted) return person
  return {
    code: 'NotAdmitted',
    message: text`${bold('Windlass cannot answer you here.')} ${admitted.reason}`,
    actions: [],
  }
}
