import type { Change } from '../core/change.ts'
import type { ChangeCommand, PlanPorts } from '../core/command.ts'
import type { Instance } from '../core/ec2/instance.ts'
import { everyInstance } from '../core/ec2/looked-for.ts'
import { isInstanceId } from '../core/ec2/selector.ts'
import { targetOf } from '../core/ec2/target.ts'
import { UserError } from '../core/errors.ts'
import type { Plan, Target } from '../core/plan.ts'
import { takenBy } from '../core/taken.ts'
import { commandOf } from './card.ts'
import { hourBefore } from './limits.ts'
import type { Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'

type Reader = PlanPorts['ec2']

type Planning = {
  readonly command: ChangeCommand
  readonly values: Values
  readonly reader: Reader
  /** The change that it is planned for, where there is one already. */
  readonly change?: Change
}

type Ports = Pick<SpinePorts, 'product' | 'system' | 'store'>

/** What the command would do, found out by reading alone. */
export async function makePlan(
  { command, values, reader, change }: Planning,
  { product, system, store }: Ports,
): Promise<Plan> {
  const confirmed = await store.listConfirmed(hourBefore(system.now()))
  return command.plan(values, {
    ec2: reader,
    targetOf: (instance) => targetOf(instance, product),
    mostTargets: product.changes.caps.maxTargets,
    taken: takenBy(confirmed, change),
    now: system.now(),
  })
}

type Again = { readonly change: Change; readonly targets: readonly Target[]; readonly reader: Reader }

/** The same for stored targets: by their ids, never by what was typed. Targets that are gone are not in it. */
export async function planAgain({ change, targets, reader }: Again, ports: Ports): Promise<Plan> {
  const instances = await findTargets(targets, reader)
  const values = { ...change.plan.parameters, instances }
  return makePlan({ command: commandOf(change, ports.product), values, reader, change }, ports)
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
