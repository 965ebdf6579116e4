import type { Command } from '../core/command.ts'
import { typedName } from '../core/command.ts'
import type { Decision } from '../core/decision.ts'
import type { FoundInstances, InstanceReader } from '../core/ec2/instances.ts'
import { UserError } from '../core/errors.ts'
import type { Person } from '../core/people.ts'
import { type Account, type Place, type PlaceFailure, placeName, placesOf } from '../core/place.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'
import type { Values } from './parse.ts'
import type { Product } from './ports.ts'

export type Decided = {
  /** Every place that was asked for. */
  readonly places: readonly Place[]
  readonly allowed: readonly Place[]
  readonly denied: readonly PlaceFailure[]
}

type Asked = { readonly person: Person; readonly command: Command; readonly values: Values }

/** Whether the person may run this, place by place; where no place is left, the refusal with its rule. */
export function decide(asked: Asked, product: Pick<Product, 'policy' | 'accounts'>): Decided | Problem {
  const isLocal = asked.command.aws.read.length === 0
  const places = isLocal ? [] : narrowed(asked, product.accounts)
  if (!isLocal && places.length === 0) return nowhere(asked, product.accounts)
  const questions: (Place | undefined)[] = places.length === 0 ? [undefined] : [...places]
  const answers = questions.map((place) => ({ place, decision: decideOne(asked, place, product) }))
  const [first] = answers
  if (first !== undefined && answers.every(({ decision }) => !decision.isAllowed))
    return refusal(asked.command, first.decision)
  return {
    places,
    allowed: answers.flatMap(({ place, decision }) => (decision.isAllowed && place !== undefined ? [place] : [])),
    denied: answers.flatMap(({ place, decision }) =>
      decision.isAllowed || place === undefined ? [] : [deniedPlace(place, decision)],
    ),
  }
}

function decideOne(
  { person, command }: Pick<Asked, 'person' | 'command'>,
  place: Place | undefined,
  { policy }: Pick<Product, 'policy'>,
): Decision {
  const principal = { team: person.team, user: person.id }
  return policy.decide({ principal, action: { name: command.words.join(' '), effect: command.effect }, place })
}

/** The commands that the person may run somewhere: what help and buttons show. */
export function runnableCommands(
  person: Person,
  { registry, policy, accounts }: Pick<Product, 'registry' | 'policy' | 'accounts'>,
): Command[] {
  return registry.commands.filter(
    (command) => !isProblem(decide({ person, command, values: {} }, { policy, accounts })),
  )
}

function narrowed(asked: Pick<Asked, 'command' | 'values'>, accounts: readonly Account[]): Place[] {
  const wanted = accounts.filter(({ name }) => isWanted(narrowing('accounts', asked), name))
  return placesOf(wanted).filter(({ region }) => isWanted(narrowing('regions', asked), region))
}

/** What was given to the command's parameter of that kind. */
function narrowing(kind: 'accounts' | 'regions', { command, values }: Pick<Asked, 'command' | 'values'>): unknown {
  const [name] = Object.entries(command.parameters).find(([, parameter]) => parameter.kind === kind) ?? []
  return name === undefined ? undefined : values[name]
}

/** An empty list, or none, narrows nothing. */
function isWanted(list: unknown, name: string): boolean {
  return !Array.isArray(list) || list.length === 0 || list.includes(name)
}

/** A reader that asks only the places where the person may read, and says which it left out. */
export function within(reader: InstanceReader, { allowed, denied }: Decided): InstanceReader {
  if (denied.length === 0) return reader
  const isAllowed = (place: Place) => allowed.some((other) => placeName(other) === placeName(place))
  return {
    async findInstances(query): Promise<FoundInstances> {
      const found = await reader.findInstances({ ...query, places: query.places.filter(isAllowed) })
      return { ...found, failures: [...found.failures, ...denied] }
    },
    describeInstance(instance) {
      if (isAllowed(instance.place)) return reader.describeInstance(instance)
      throw new UserError('Denied', `You may not read in ${placeName(instance.place)}.`)
    },
  }
}

function deniedPlace(place: Place, decision: Decision): PlaceFailure {
  const reason = decision.isAllowed ? '' : decision.reason
  return { place, code: 'Denied', message: `${placeName(place)}: you may not read there. ${reason}` }
}

/** An account and a Region that each exist, and not together. */
function nowhere(asked: Asked, accounts: readonly Account[]): Problem {
  const wanted = accounts.filter(({ name }) => isWanted(narrowing('accounts', asked), name))
  const where = wanted.map(({ name, regions }) => `${name} in ${regions.join(', ')}`).join('; ')
  return {
    code: 'Nowhere',
    message: text`Windlass does not look there. It looks at ${where}.`,
    actions: [runs('help', 'Help', [asked.command.words[0], 'help', ...asked.command.words.slice(1)])],
  }
}

function refusal(command: Command, decision: Decision): Problem {
  return {
    code: 'Denied',
    message: text`${bold(`You may not run ${typedName(command)}.`)} ${decision.isAllowed ? '' : decision.reason}`,
    hint: text`Rule ${code(decision.rule)}. Nothing was sent to AWS.`,
    actions: [],
  }
}
