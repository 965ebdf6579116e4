import { again } from '../core/again.ts'
import type { Command, Scope } from '../core/command.ts'
import type { Effect } from '../core/decision.ts'
import type { Person } from '../core/people.ts'
import type { Place, PlaceFailure } from '../core/place.ts'
import { runnableCommands } from './decide.ts'
import type { Product, SpinePorts } from './ports.ts'

type Scoped = {
  readonly person: Person
  readonly command: Command
  readonly words: readonly string[]
  readonly places: readonly Place[]
  readonly missing: readonly PlaceFailure[]
}

/** What a command is told of who asks and where. */
export function scopeOf(scoped: Scoped, { product, system }: Pick<SpinePorts, 'product' | 'system'>): Scope {
  const { person, command, words, places, missing } = scoped
  return {
    actor: person,
    accounts: product.accounts,
    places,
    missing,
    commands: runnableCommands(person, product),
    rights: rightsOf(person, product),
    tagKeys: product.tagKeys,
    now: system.now(),
    breathe: system.breathe,
    again: again(command, words),
  }
}

const effects: Record<Effect, string> = {
  read: 'read: list, show and explain what is there',
  sensitive: 'read logs, console output and the audit',
  change: 'change anything',
}

function rightsOf(person: Person, { policy }: Pick<Product, 'policy'>): string[] {
  const principal = { team: person.team, user: person.id }
  return Object.entries(effects).flatMap(([effect, words]) => {
    if (!isEffect(effect)) return []
    const decision = policy.decide({ principal, action: { name: effect, effect }, place: undefined })
    return [`You may ${decision.isAllowed ? '' : 'not '}${words} (rule ${decision.rule}).`]
  })
}

function isEffect(word: string): word is Effect {
  return Object.hasOwn(effects, word)
}
