import type { ChangeCommand, PlanPorts } from '../core/command.ts'
import type { Instance } from '../core/ec2/instance.ts'
import { everyInstance } from '../core/ec2/looked-for.ts'
import { isInstanceId } from '../core/ec2/selector.ts'
import { targetOf } from '../core/ec2/target.ts'
import { UserError } from '../core/errors.ts'
import type { Plan, Target } from '../core/plan.ts'
import type { Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'

type Reader = PlanPorts['ec2']

/** What the command would do, found out by reading alone. */
export function makePlan(
  { command, values, reader }: { command: ChangeCommand; values: Values; reader: Reader },
  { product, system }: Pick<SpinePorts, 'product' | 'system'>,
): Promise<Plan> {
  return command.plan(values, {
    ec2: reader,
    targetOf: (instance) => targetOf(instance, product),
    now: system.now(),
  })
}

/** The same for stored targets: by their ids, never by what was typed. Targets that are gone are not in it. */
export async function planAgain(
  {
    command,
    plan,
    targets,
    reader,
  }: { command: ChangeCommand; plan: Plan; targets: readonly Target[]; reader: Reader },
  ports: Pick<SpinePorts, 'product' | 'system'>,
): Promise<Plan> {
  const instances = await findTargets(targets, reader)
  return makePlan({ command, values: { ...plan.parameters, instances }, reader }, ports)
}

/** Throws a UserError where a place gave no answer: half of the targets are no ground for a decision. */
async function findTargets(targets: readonly Target[], reader: Reader): Promise<readonly Instance[]> {
  const places = [...new Map(targets.map(({ place }) => [`${place.accountId} ${place.region}`, place])).values()]
  const selectors = targets.flatMap(({ id }) => (isInstanceId(id) ? [{ kind: 'id', id } as const] : []))
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places, selectors })
  const [failure] = failures
  if (failure !== undefined) throw new UserError(failure.code, failure.message)
  return instances
}
