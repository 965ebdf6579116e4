import { again } from '../core/again.ts'
import { type Command, type Scope, typedName } from '../core/command.ts'
import type { Place, PlaceFailure } from '../core/place.ts'
import type { Asking } from './decide.ts'
import type { Product, SpinePorts } from './ports.ts'
import { findBar, runnableCommands } from './runnable.ts'

type Scoped = {
  readonly asking: Asking
  readonly command: Command
  readonly words: readonly string[]
  readonly places: readonly Place[]
  readonly missing: readonly PlaceFailure[]
  /** The topic that the conversation was about. */
  readonly before?: string | undefined
}

/** What a command is told of who asks and where. */
export function scopeOf(scoped: Scoped, { product, system }: Pick<SpinePorts, 'product' | 'system'>): Scope {
  const { asking, command, words, places, missing, before } = scoped
  return {
    actor: asking.actor,
    accounts: product.accounts,
    places,
    missing,
    // Dozens of decisions of the policy, which only a few commands ask for: 20 ms that no list should wait for.
    get commands() {
      return runnableCommands(asking, product)
    },
    get rights() {
      return rightsOf(asking, product)
    },
    tagKeys: product.tagKeys,
    timeZone: product.timeZone,
    before,
    now: system.now(),
    breathe: system.breathe,
    again: again(command, words),
  }
}

/** In words: the groups that count, and which commands a person may give somewhere, or may not and by which rule. */
function rightsOf(asking: Asking, product: Product): string[] {
  const { groups } = asking.actor
  const bars = product.registry.commands.map((command) => ({ command, bar: findBar(command, asking, product) }))
  const names = (effect: Command['effect']) =>
    bars
      .filter(({ command, bar }) => command.effect === effect && bar === undefined)
      .map(({ command }) => typedName(command))
  const line = (effect: Command['effect'], may: string, mayNot: string) => {
    const list = names(effect)
    return list.length === 0 ? mayNot : `${may}: ${list.join(', ')}.`
  }
  return [
    groups.length === 0 ? 'You are in none of the groups that count here.' : `Your groups: ${groups.join(', ')}.`,
    line('read', 'You may read', 'You may read nothing.'),
    line('sensitive', 'You may read what was said and done', 'You may not read logs or the audit.'),
    line('change', 'You may change, where the policy lets you', 'You may change nothing.'),
  ]
}
