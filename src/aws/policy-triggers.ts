import type { Trigger } from '../core/lambda/function.ts'
import { sourceName } from './arn-names.ts'
import { kindOfPrincipal } from './trigger-kinds.ts'
import { UndecodableBody } from './undecodable-body.ts'

/** Whoever may invoke the function, or that version or alias of it, by its policy. */
export function policyTriggers(policy: string, qualifier: string | undefined): Trigger[] {
  const found = listOf(fieldsOf(parse(policy)).get('Statement')).flatMap((statement) => callersIn(fieldsOf(statement)))
  const different = new Map(found.map((caller) => [`${caller.kind} ${caller.name}`, caller]))
  return [...different.values()].map((caller) => ({
    ...caller,
    state: undefined,
    id: undefined,
    qualifier,
    lastResult: undefined,
  }))
}

type Fields = ReadonlyMap<string, unknown>
type Caller = Pick<Trigger, 'kind' | 'name'>

function callersIn(statement: Fields): Caller[] {
  if (statement.get('Effect') !== 'Allow') return []
  const conditions = conditionsOf(statement.get('Condition'))
  if (!isInvoke(statement.get('Action')) || conditions.has('lambda:invokedviafunctionurl')) return []
  const sources = (conditions.get('aws:sourcearn') ?? []).map(sourceName)
  const names = sources.length > 0 ? sources : (conditions.get('aws:sourceaccount') ?? [])
  const { services, accounts, isAnyone } = principalsOf(statement.get('Principal'))
  return [
    ...services.flatMap((service) => {
      const kind = kindOfPrincipal(service)
      return names.length === 0 ? [{ kind, name: 'any' }] : names.map((name) => ({ kind, name }))
    }),
    ...accounts.map((account) => ({ kind: 'Account', name: accountName(account) })),
    ...(isAnyone ? [anyone(conditions, names)] : []),
  ]
}

/** An account by its id, and where only one identity of it may invoke, that one. */
function accountName(principal: string): string {
  const [, , , , id = principal, identity = 'root'] = principal.split(':')
  return identity === 'root' ? id : `${identity} of ${id}`
}

/** A function URL has an action of its own, and is read from its own configuration. */
function isInvoke(action: unknown): boolean {
  return textsOf(action).some((each) => ['lambda:InvokeFunction', 'lambda:Invoke*', 'lambda:*', '*'].includes(each))
}

function anyone(conditions: ReadonlyMap<string, readonly string[]>, names: readonly string[]): Caller {
  const [organisation] = conditions.get('aws:principalorgid') ?? []
  if (organisation !== undefined) return { kind: 'Organisation', name: organisation }
  return { kind: 'Anyone', name: names.length === 0 ? 'any' : names.join(', ') }
}

function principalsOf(principal: unknown) {
  const fields = fieldsOf(principal)
  const accounts = textsOf(fields.get('AWS'))
  return {
    services: textsOf(fields.get('Service')),
    accounts: accounts.filter((account) => account !== '*'),
    isAnyone: principal === '*' || accounts.includes('*'),
  }
}

/** All values of each key, whatever the operator. Keys are compared without regard to case (IAM User Guide, "Condition"). */
function conditionsOf(condition: unknown): ReadonlyMap<string, readonly string[]> {
  const pairs = [...fieldsOf(condition).values()].flatMap((tested) => [...fieldsOf(tested)])
  const byKey = Map.groupBy(pairs, ([key]) => key.toLowerCase())
  return new Map([...byKey].map(([key, same]) => [key, same.flatMap(([, value]) => textsOf(value))]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UndecodableBody('A policy that is no JSON')
  }
}

function fieldsOf(value: unknown): Fields {
  return new Map<string, unknown>(
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
  )
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined ? [] : [value]
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((each) => typeof each === 'string')
}
