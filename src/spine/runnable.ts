import type { Command } from '../core/command.ts'
import type { Decision } from '../core/decision.ts'
import { type Asking, actionOf, decideReading, principalOf } from './decide.ts'
import type { Product } from './ports.ts'

/** The commands that the person may run somewhere: what help and buttons show. */
export function runnableCommands(asking: Asking, product: Product): Command[] {
  return product.registry.commands.filter((command) => findBar(command, asking, product) === undefined)
}

/**
 * The denial where this person may run the command nowhere and on nothing. Reading is decided for every place that there
 * is; of all that might be changed nobody can say, so there only what is a no in any case is one.
 */
export function findBar(command: Command, asking: Asking, product: Product): Decision | undefined {
  const asked = { principal: principalOf(asking.actor), action: actionOf(command) }
  const bar = product.policy.findBar(asked)
  if (bar !== undefined || command.kind === 'change') return bar
  // Most reading is open to everyone: help alone would ask for every command.
  if (product.policy.isOpen(asked)) return undefined
  let first: Decision | undefined
  for (const { decision } of decideReading({ ...asking, command, values: {} }, product)) {
    // One place where it is allowed is enough, and the others are not asked about.
    if (decision.answer === 'allow') return undefined
    first ??= decision
  }
  return first
}
