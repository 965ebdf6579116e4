import { typedName } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { MayAsk } from '../core/may.ts'
import type { Actor } from '../core/people.ts'
import { isProblem } from '../core/problem.ts'
import { plain } from '../core/text.ts'
import { askingOf } from './asking.ts'
import { ask, decide, within } from './decide.ts'
import { decideTargets } from './decide-plan.ts'
import { findByWords } from './find.ts'
import { parseCommand } from './parse.ts'
import { makePlan } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { resolveTargets } from './resolve.ts'
import { findBar } from './runnable.ts'

/** The decision without the deed: the same stages as a request of its own, up to the policy's answer. */
export function mayAskFor({ delivery, actor }: { delivery: Delivery; actor: Actor }, ports: SpinePorts): MayAsk {
  return async (words) => {
    const { product, system } = ports
    const found = orThrow(findByWords(words, product.registry))
    const { command } = found
    const asking = askingOf(actor, delivery, { now: system.now() })
    const values = orThrow(parseCommand(found, product.accounts))
    const action = { name: command.words.join(' '), effect: command.effect }
    const general = { command: typedName(command), targets: [] }
    if (command.kind !== 'change')
      return {
        ...general,
        inGeneral: findBar(command, asking, product) ?? ask(asking, { action, resource: undefined }, product),
      }
    const hasNamed = Object.entries(command.parameters).some(
      ([name, { kind }]) => kind === 'instances' && !isEmpty(values[name]),
    )
    if (!hasNamed) return { ...general, inGeneral: findBar(command, asking, product) }
    const decided = orThrow(decide({ ...asking, command, values }, product))
    const reader = within(ports.aws.readerFor({ team: actor.team, user: actor.id }), decided)
    const resolved = orThrow(await resolveTargets({ command, values, places: decided.places, reader }))
    const plan = await makePlan({ command, values: resolved.values, reader }, ports)
    const targets = [...plan.targets, ...plan.skipped.map(({ target }) => target)]
    const counted = askingOf(actor, delivery, { now: system.now(), plan })
    return { ...general, inGeneral: undefined, targets: decideTargets(command, targets, { asking: counted, product }) }
  }
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0
}

function orThrow<T extends object>(value: T): Exclude<T, { code: string; message: unknown; actions: unknown }> {
  if (isProblem(value)) throw new UserError(value.code, plain(value.message))
  // oxlint-disable-next-line typescript/consistent-type-assertions -- what is no problem is what was asked for
  return value as Exclude<T, { code: string; message: unknown; actions: unknown }>
}
