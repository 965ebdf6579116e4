import type { Command } from '../core/command.ts'
import type { Decision, Resource } from '../core/decision.ts'
import { placesOf } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { isProblem } from '../core/problem.ts'
import { isProduction } from '../core/production.ts'
import { type Asking, ask, decide } from './decide.ts'
import type { Product } from './ports.ts'

/** The commands that the person may run somewhere: what help and buttons show. */
export function runnableCommands(asking: Asking, product: Product): Command[] {
  return product.registry.commands.filter((command) => findBar(command, asking, product) === undefined)
}

/** The denial where this person may run the command nowhere and on nothing. */
export function findBar(command: Command, asking: Asking, product: Product): Decision | undefined {
  if (command.kind !== 'change') {
    const decided = decide({ ...asking, command, values: {} }, product)
    return isProblem(decided) ? firstDenial(command, [undefined], { asking, product }) : undefined
  }
  return firstDenial(command, likelyTargets(product), { asking, product })
}

type Asked = { readonly asking: Asking; readonly product: Product }

function firstDenial(
  command: Command,
  resources: readonly (Resource | undefined)[],
  { asking, product }: Asked,
): Decision | undefined {
  const action = { name: command.words.join(' '), effect: command.effect }
  let first: Decision | undefined
  for (const resource of resources) {
    const decision = ask(asking, { action, resource }, product)
    // One place where it is allowed is enough.
    if (decision.answer === 'allow') return undefined
    first ??= decision
  }
  return first
}

/**
 * Nobody can say of all that might exist whether a policy allows it. So one target of each kind that policies tell apart
 * is made up for every place: in its account's environment, in production, and in none.
 */
function likelyTargets({ accounts, tagKeys, production }: Product): Resource[] {
  const targets = placesOf(accounts).flatMap((place) => {
    const own = accounts.find(({ id }) => id === place.accountId)?.environment
    const environments = new Set([own, own ?? production[0], own ?? 'development'])
    return [...environments].map((environment) => {
      const tags = environment === undefined ? {} : { [tagKeys.environment]: environment }
      const target: Target = {
        id: 'i-00000000000000000',
        place,
        name: 'any',
        owner: undefined,
        environment,
        isProduction: isProduction([environment], production),
        state: 'running',
        type: 't3.micro',
        tags,
      }
      return target
    })
  })
  // The first denial is the one that is said, and against production there is always one rule more.
  return targets
    .toSorted((one, other) => Number(one.isProduction) - Number(other.isProduction))
    .map((target) => ({ kind: 'target', target }))
}
