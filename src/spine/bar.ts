import { type Change, isOld } from '../core/change.ts'
import type { Target } from '../core/plan.ts'
import { isProblem } from '../core/problem.ts'
import { plain } from '../core/text.ts'
import { admit } from './admit.ts'
import { askingOf } from './asking.ts'
import { commandOf } from './card.ts'
import { decidePlan } from './decide-plan.ts'
import { findStop, frozen } from './limits.ts'
import type { SpinePorts } from './ports.ts'

/**
 * Why nothing more may be begun, asked before every step: it waited too long, the requester has left or lost the right,
 * a pause, a freeze. Decided on the targets as they were seen last; how many they are and what they cost is as confirmed.
 */
export async function findBar(
  change: Change,
  targets: readonly Target[],
  ports: SpinePorts,
): Promise<string | undefined> {
  const { product, system, store } = ports
  const now = system.now()
  if (isOld(change.decidedAt, now)) return 'It was confirmed too long ago to be done now.'
  const actor = await admit(change, ports)
  if (isProblem(actor)) return plain(actor.message)
  const left = leftOf(change, targets)
  const asking = askingOf(actor, change, { now, plan: change.plan })
  const rule = decidePlan(commandOf(change, product), { targets: left }, { asking, product })
  if (isProblem(rule)) return plain(rule.message)
  const standing = (await findStop(store)) ?? frozen(left, { product, now })
  return standing === undefined ? undefined : plain(standing)
}

function leftOf({ plan, progress }: Change, targets: readonly Target[]): readonly Target[] {
  const left = new Set(plan.targets.flatMap(({ id }, index) => (progress[index]?.kind === 'waiting' ? [id] : [])))
  return targets.filter(({ id }) => left.has(id))
}
