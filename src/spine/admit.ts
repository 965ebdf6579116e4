import { admission } from '../core/admission.ts'
import type { Actor } from '../core/people.ts'
import type { Problem } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'
import type { SpinePorts } from './ports.ts'

/** The person behind a delivery if they may speak to Windlass at all, with their groups. Nothing is asked of AWS before. */
export async function admit(
  { user, team }: { readonly user: string; readonly team: string },
  { slack, product }: Pick<SpinePorts, 'slack' | 'product'>,
): Promise<Actor | Problem> {
  const person = await slack.people.getPerson(user)
  const { workspace } = product
  // The payload's team and what Slack says of the person must both be this workspace's.
  const admitted = admission(team === workspace.team ? person : { ...person, isStranger: true }, workspace)
  if (admitted.isAdmitted) return { ...person, groups: await slack.groups.getGroups(user) }
  return {
    code: 'NotAdmitted',
    message: text`${bold('Windlass cannot answer you here.')} ${admitted.reason}`,
    actions: [],
  }
}
