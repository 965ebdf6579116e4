import { type Command, typedName } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { functionTarget } from '../core/lambda/target.ts'
import type { May, MayAsk } from '../core/may.ts'
import type { Actor } from '../core/people.ts'
import { isProblem, type Problem } from '../core/problem.ts'
import { productsOf, type Registry } from '../core/registry.ts'
import { plain } from '../core/text.ts'
import { askingOf } from './asking.ts'
import { decide, decideReading } from './decide.ts'
import { decideTargets } from './decide-plan.ts'
import { type FoundCommand, findByWords } from './find.ts'
import { parseCommand, type Values } from './parse.ts'
import { makePlan, readersWithin } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { resolveTargets } from './resolve.ts'
import { findBar } from './runnable.ts'

type From = { readonly delivery: Delivery; readonly actor: Actor }

/** The decision without the deed: the same stages as a request of its own, up to the policy's answer. */
export function mayAskFor(from: From, ports: SpinePorts): MayAsk {
  return async (words) => {
    const { product, system } = ports
    const { registry } = product
    const found = orThrow(findByWords(withProduct(words, registry), registry))
    const { command } = found
    const values = orThrow(parseCommand(found, product.accounts))
    const asking = askingOf(from.actor, from.delivery, { now: system.now() })
    const general = { command: typedName(command), words: found.words, except: [], targets: [] }
    if (command.kind !== 'change') return { ...general, ...mayRead({ ...asking, command, values }, ports) }
    const inGeneral = findBar(command, asking, product)
    if (inGeneral !== undefined || !namesTargets(command, values)) return { ...general, inGeneral }
    return { ...general, inGeneral, targets: await mayChange({ ...from, found: { ...found, command }, values }, ports) }
  }
}

/** `stop web-1` and `/ec2 stop web-1` mean the same: the product is put in front where it was left out. */
function withProduct(words: readonly string[], { commands }: Registry): string[] {
  const [first = '', ...rest] = words
  const name = first.replace(/^\//, '').toLowerCase()
  if (productsOf(commands).includes(name)) return [name, ...rest]
  const owner = commands.find((command) => command.words[1] === name) ?? commands[0]
  return [...(owner?.words.slice(0, 1) ?? []), name, ...rest]
}

/** In one place is enough, and the others are named. */
function mayRead(
  asked: Parameters<typeof decideReading>[0],
  { product }: SpinePorts,
): Pick<May, 'inGeneral' | 'except'> {
  const readings = [...decideReading(asked, product)]
  // An account and a Region that do not go together: it says so.
  if (readings.length === 0) orThrow(decide(asked, product))
  const allowed = readings.find(({ decision }) => decision.answer === 'allow')
  if (allowed === undefined) return { inGeneral: readings[0]?.decision, except: [] }
  const denied = readings.filter(({ decision }) => decision.answer !== 'allow')
  return { inGeneral: allowed.decision, except: denied.flatMap(({ place }) => place ?? []) }
}

type Changing = From & { readonly found: FoundCommand & { readonly command: Command & { kind: 'change' } } } & {
  readonly values: Values
}

async function mayChange({ delivery, actor, found, values }: Changing, ports: SpinePorts): Promise<May['targets']> {
  const { product, system } = ports
  const { command, words } = found
  const asking = askingOf(actor, delivery, { now: system.now() })
  const decided = orThrow(decide({ ...asking, command, values }, product))
  const person = { team: actor.team, user: actor.id }
  const readers = readersWithin(person, decided, ports)
  const { ec2: reader, lambda: functions } = readers
  const { places } = decided
  const resolved = orThrow(await resolveTargets({ command, words, values, places, reader, functions }))
  const plan = await makePlan({ command, values: resolved.values, readers, person }, ports).catch((error: unknown) =>
    targetOnly(error, resolved.values, { functions, ports }),
  )
  if ('target' in plan) return decideTargets(command, [plan.target], { asking, product })
  const targets = [...plan.targets, ...plan.skipped.map(({ target }) => target)]
  return decideTargets(command, targets, { asking: askingOf(actor, delivery, { now: system.now(), plan }), product })
}

type Reading = { readonly functions: FunctionReader; readonly ports: SpinePorts }

/** Where something is missing for a plan, what holds of the function does not depend on it. */
async function targetOnly(error: unknown, values: Values, { functions, ports }: Reading) {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/resolve.ts made it by this very parameter
  const found = values['function'] as LambdaFunction | undefined
  if (!(error instanceof UserError) || found === undefined) throw error
  const { function: read, tags } = await functions.readFunction(found)
  return { target: functionTarget(read, tags, ports.product) }
}

function namesTargets({ parameters }: Command, values: Values): boolean {
  return Object.entries(parameters).some(([name, { kind }]) => {
    const value = values[name]
    return (kind === 'instances' || kind === 'function') && Array.isArray(value) && value.length > 0
  })
}

function orThrow<T extends object>(value: T | Problem): T {
  if (isProblem(value)) throw new UserError(value.code, plain(value.message))
  return value
}
