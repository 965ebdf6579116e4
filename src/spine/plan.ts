import type { Change } from '../core/change.ts'
import type { ChangeCommand, PlanPorts, Unfilled } from '../core/command.ts'
import type { Instance } from '../core/ec2/instance.ts'
import { everyInstance } from '../core/ec2/looked-for.ts'
import { isInstanceId } from '../core/ec2/selector.ts'
import { targetOf } from '../core/ec2/target.ts'
import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { functionTarget } from '../core/lambda/target.ts'
import type { Plan, Target } from '../core/plan.ts'
import { takenBy } from '../core/taken.ts'
import { commandOf } from './card.ts'
import { type Decided, within } from './decide.ts'
import { hourBefore } from './limits.ts'
import type { Values } from './parse.ts'
import type { SpinePorts } from './ports.ts'
import { functionsWithin } from './within-functions.ts'

/** What a plan reads with, in one person's name. */
export type Readers = { readonly ec2: PlanPorts['ec2']; readonly lambda: FunctionReader }

export function readersFor(
  person: { readonly team: string; readonly user: string },
  { aws }: Pick<SpinePorts, 'aws'>,
): Readers {
  return { ec2: aws.readerFor(person), lambda: aws.functionsFor(person) }
}

/** Those that ask only the places where the person may read. */
export function readersWithin(
  person: { readonly team: string; readonly user: string },
  decided: Decided,
  { aws }: Pick<SpinePorts, 'aws'>,
): Readers {
  return { ec2: within(aws.readerFor(person), decided), lambda: functionsWithin(aws.functionsFor(person), decided) }
}

type Planning = {
  readonly command: ChangeCommand
  readonly values: Values
  readonly readers: Readers
  readonly person: { readonly team: string; readonly user: string }
  /** The change that it is planned for, where there is one already. */
  readonly change?: Change
}

type Ports = Pick<SpinePorts, 'product' | 'system' | 'store'>

/** What the command would do, found out by reading alone; or what has to be filled in before. */
export async function makePlan(
  { command, values, readers, person, change }: Planning,
  { product, system, store }: Ports,
): Promise<Plan | Unfilled> {
  const confirmed = await store.listConfirmed(hourBefore(system.now()))
  return command.plan(values, {
    ...readers,
    targetOf: (instance) => targetOf(instance, product),
    functionTarget: (found, tags) => functionTarget(found, tags, product),
    functionRules: product.functions,
    lastPayload: (arn) => store.findLastPayload(person, arn),
    mostTargets: product.changes.caps.maxTargets,
    taken: takenBy(confirmed, change),
    now: system.now(),
  })
}

type Again = { readonly change: Change; readonly targets: readonly Target[]; readonly readers: Readers }

/** The same for stored targets: by their ids, never by what was typed. Targets that are gone are not in it. */
export async function planAgain({ change, targets, readers }: Again, ports: Ports): Promise<Plan> {
  const command = commandOf(change, ports.product)
  const values = { ...change.plan.parameters, ...(await findTargets(command, targets, readers)) }
  const plan = await makePlan({ command, values, readers, person: change, change }, ports)
  if ('asks' in plan) throw new Error('a stored change was planned without all that it needs')
  return plan
}

/** By the parameter that they are given to. Throws a UserError where a place gave no answer: half of them are no ground for a decision. */
async function findTargets({ parameters }: ChangeCommand, targets: readonly Target[], readers: Readers) {
  const named = Object.entries(parameters).find(([, { kind }]) => kind === 'function')
  if (named === undefined) return { instances: await findInstances(targets, readers.ec2) }
  return { [named[0]]: await findFunction(targets, readers.lambda) }
}

async function findFunction([target]: readonly Target[], reader: FunctionReader): Promise<LambdaFunction> {
  if (target === undefined) throw new Error('a change of a function without its target')
  const { functions, failures } = await reader.findFunctions({
    places: [target.place],
    names: [target.id],
    runtimes: [],
  })
  const [failure] = failures
  if (failure !== undefined) throw new UserError(failure.code, failure.message)
  const [found] = functions
  if (found === undefined) throw new UserError('NotFound', `${target.name} is not there any more.`)
  return found
}

async function findInstances(targets: readonly Target[], reader: Readers['ec2']): Promise<readonly Instance[]> {
  const places = [...new Map(targets.map(({ place }) => [`${place.accountId} ${place.region}`, place])).values()]
  const selectors = targets.flatMap(({ id }) => (isInstanceId(id) ? [{ kind: 'id', id } as const] : []))
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places, selectors })
  const [failure] = failures
  if (failure !== undefined) throw new UserError(failure.code, failure.message)
  return instances
}
