import type { EntityJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import type { Command } from '../core/command.ts'
import type { Circumstances, Principal, Question, Resource } from '../core/decision.ts'
import type { Account, Place } from '../core/place.ts'
import { type PayloadField, readablePart } from './payload.ts'
import { actionGroups, callsFunctions } from './schema.ts'

type Request = Omit<StatefulAuthorizationCall, 'preparsedPolicySetId'>

export type Known = {
  readonly accounts: readonly Account[]
  readonly timeZone: string
  /** What policies read of a payload. */
  readonly fields: readonly PayloadField[]
}

/** What the engine is asked, with the entities of this one question: each more costs time. */
export function requestOf(question: Question, command: Command, known: Known): Request {
  const { person, action } = askedOf(question, command)
  const { entity, others } = resourceOf(question.resource, known.accounts)
  return {
    principal: person.uid,
    action: action.uid,
    resource: entity.uid,
    context: {
      ...contextOf(question.context, known.timeZone),
      ...(callsFunctions(command) ? payloadOf(question.context, known.fields) : {}),
    },
    entities: [person, action, entity, ...others],
  }
}

/** Who asks, and for which command. */
export function askedOf({ principal, action }: Pick<Question, 'principal' | 'action'>, command: Command) {
  const parents = actionGroups(command).map((name) => uid('Action', name))
  return { person: personOf(principal), action: { uid: uid('Action', action.name), attrs: {}, parents } }
}

function uid(type: string, id: string) {
  return { type, id }
}

function personOf({ team, user, groups }: Principal): EntityJson {
  const parents = [...new Set(groups)].map((group) => uid('Group', group))
  return { uid: uid('Person', `${team}:${user}`), attrs: {}, parents }
}

type Found = { readonly entity: EntityJson; readonly others: readonly EntityJson[] }

function resourceOf(resource: Resource | undefined, accounts: readonly Account[]): Found {
  // Turning Windlass itself on and off is not production, so that a rule on `resource.production` reads for all alike.
  if (resource === undefined)
    return { entity: { uid: uid('Windlass', 'windlass'), attrs: { production: false }, parents: [] }, others: [] }
  if (resource.kind === 'place') {
    const { place, environment, isProduction } = resource
    const id = `${place.accountId}:${place.region}`
    const attrs = { ...placed(place), ...optional({ environment }), production: isProduction }
    return {
      entity: { uid: uid('Place', id), attrs, parents: parentsOf(place) },
      others: [accountOf(place, accounts)],
    }
  }
  const { kind, id, place, name, environment, isProduction, state, type, owner, tags } = resource.target
  const attrs = {
    ...placed(place),
    id,
    name,
    ...optional({ environment, owner }),
    production: isProduction,
    state,
    type,
  }
  return {
    entity: { uid: uid(kind === 'function' ? 'Function' : 'Instance', id), attrs, parents: parentsOf(place), tags },
    others: [accountOf(place, accounts)],
  }
}

function placed({ accountId, region }: Place) {
  return { account: { __entity: uid('Account', accountId) }, region: { __entity: uid('Region', region) } }
}

function parentsOf({ accountId, region }: Place) {
  return [uid('Account', accountId), uid('Region', region)]
}

function accountOf({ account, accountId }: Place, accounts: readonly Account[]): EntityJson {
  const environment = accounts.find(({ id }) => id === accountId)?.environment
  return { uid: uid('Account', accountId), attrs: { name: account, ...optional({ environment }) }, parents: [] }
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function contextOf({ channel, surface, now, count, costChange }: Circumstances, timeZone: string) {
  const moment = Temporal.Instant.fromEpochMilliseconds(now)
  const local = moment.toZonedDateTimeISO(timeZone)
  return {
    channel,
    surface,
    count,
    ...optional({ costChange: costChange === undefined ? undefined : centsOf(costChange) }),
    now: { __extn: { fn: 'datetime', arg: moment.toString({ fractionalSecondDigits: 3 }) } },
    hour: local.hour,
    minute: local.minute,
    weekday: weekdays[local.dayOfWeek - 1] ?? '',
  }
}

/** Without a payload that can be read there is none in the context: every rule that reads it fails, and that is a no. */
function payloadOf({ payload }: Circumstances, fields: readonly PayloadField[]) {
  return optional({ payload: payload === undefined ? undefined : readablePart(payload, fields) })
}

/** Whole cents, rounded up: no limit is passed by a fraction. What is no number stays none, and the engine refuses it. */
function centsOf(dollars: number): number {
  return Math.ceil(Number((dollars * 100).toFixed(6))) + 0
}

function optional<Value>(given: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  )
}
