import type { Command } from '../core/command.ts'
import { typedName } from '../core/command.ts'
import {
  type Circumstances,
  type Decision,
  type Effect,
  noRuleName,
  type Principal,
  type Resource,
} from '../core/decision.ts'
import type { FoundInstances, InstanceReader } from '../core/ec2/instances.ts'
import { UserError } from '../core/errors.ts'
import type { Actor } from '../core/people.ts'
import { type Account, type Place, type PlaceFailure, placeName, placesOf } from '../core/place.ts'
import { type Problem, runs } from '../core/problem.ts'
import { isProduction } from '../core/production.ts'
import { bold, code, type Text, text } from '../core/text.ts'
import type { Values } from './parse.ts'
import type { Product } from './ports.ts'

export type Decided = {
  /** Every place that was asked for. */
  readonly places: readonly Place[]
  readonly allowed: readonly Place[]
  readonly denied: readonly PlaceFailure[]
}

/** Who asks, and under which circumstances. */
export type Asking = { readonly actor: Actor; readonly context: Circumstances }

type Asked = Asking & { readonly command: Command; readonly values: Values }

/**
 * Whether the person may read what the command reads, place by place; where no place is left, the refusal with its rule.
 * What a change would do is decided target by target once it is planned.
 */
export function decide(asked: Asked, product: Product): Decided | Problem {
  const answers = [...decideReading(asked, product)]
  const [first] = answers
  if (first === undefined) return nowhere(asked, product.accounts)
  if (answers.every(({ decision }) => decision.answer !== 'allow')) return refusal(asked.command, first.decision)
  return {
    places: answers.flatMap(({ place }) => place ?? []),
    allowed: answers.flatMap(({ place, decision }) =>
      decision.answer === 'allow' && place !== undefined ? [place] : [],
    ),
    denied: answers.flatMap(({ place, decision }) =>
      decision.answer === 'allow' || place === undefined ? [] : [deniedPlace(place, decision)],
    ),
  }
}

/** One question to the policy. */
export function ask(
  { actor, context }: Asking,
  { action, resource }: { action: { name: string; effect: Effect }; resource: Resource | undefined },
  { policy }: Pick<Product, 'policy'>,
): Decision {
  return policy.decide({ principal: principalOf(actor), action, resource, context })
}

export function principalOf({ team, id, groups }: Actor): Principal {
  return { team, user: id, groups }
}

export function actionOf({ words, effect }: Command): { name: string; effect: Effect } {
  return { name: words.join(' '), effect }
}

type Reading = { readonly place: Place | undefined; readonly decision: Decision }

/** What the policy says of reading in each place that is asked for; of what touches no account, once and of no place. */
export function* decideReading(asked: Asked, product: Product): Generator<Reading> {
  const { command } = asked
  const places = command.aws.read.length === 0 ? [undefined] : narrowed(asked, product.accounts)
  for (const place of places) {
    const resource = place === undefined ? undefined : placeResource(place, product)
    yield { place, decision: ask(asked, { action: readingOf(command), resource }, product) }
  }
}

/** To plan a change is to read: whoever may not list a place learns nothing of it by planning. */
function readingOf(command: Command): { name: string; effect: Effect } {
  return command.kind === 'change' ? { name: `${command.words[0]} list`, effect: 'read' } : actionOf(command)
}

function placeResource(place: Place, product: Pick<Product, 'accounts' | 'production'>): Resource {
  const environment = product.accounts.find(({ id }) => id === place.accountId)?.environment
  return { kind: 'place', place, environment, isProduction: isProduction([environment], product.production) }
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
export function within<Reader extends InstanceReader>(reader: Reader, { allowed, denied }: Decided): Reader {
  if (denied.length === 0) return reader
  const isAllowed = (place: Place) => allowed.some((other) => placeName(other) === placeName(place))
  return {
    ...reader,
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
  return { place, code: 'Denied', message: `${placeName(place)}: you may not read there. ${reasonOf(decision)}` }
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

export function refusal(command: Command, decision: Decision): Problem {
  return {
    code: 'Denied',
    rule: decision.rule.name,
    message: text`${bold(`You may not run ${typedName(command)}.`)} ${reasonOf(decision)}`,
    hint: text`${ruleLine(decision)} Nothing was sent to AWS.`,
    actions: [],
  }
}

export function reasonOf(decision: Decision): string {
  return decision.answer === 'deny' ? decision.reason : ''
}

/** `Rule production-is-for-leads, policies/production.cedar line 14.` Where no rule allows it there is none to name. */
export function ruleLine({ rule }: Decision): Text {
  if (rule.name === noRuleName) return text`No rule allows it.`
  return text`Rule ${code(rule.name)}${rule.where === undefined ? '' : `, ${rule.where}`}.`
}
