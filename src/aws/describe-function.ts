import { UserError } from '../core/errors.ts'
import type { Alias, FunctionDetails, LambdaFunction, Trigger } from '../core/lambda/function.ts'
import { unreadOf, valueOf } from './describe-instance.ts'
import { detailsOfFunction } from './function-details.ts'
import {
  type Qualifiers,
  readAliases,
  readFunction,
  readMappings,
  readPolicies,
  readProvisioned,
  readUrl,
  readVersions,
} from './function-questions.ts'
import type { Answer, AskLambda, PlaceCalls } from './place-calls.ts'
import type { ReadAction } from './read-actions.ts'

// An account may ask Lambda for 15 policies and 15 other such things a second (Lambda Developer Guide, "Lambda quotas").
const mostAliases = 8

type Ports = {
  readonly calls: PlaceCalls
  /** For everything about one function. */
  readonly withinMs: number
}

/** Seven questions side by side. Only the function itself is indispensable; what else could not be read is said. */
export async function describeFunction(found: LambdaFunction, { calls, withinMs }: Ports): Promise<FunctionDetails> {
  const asking = { place: found.place, deadline: AbortSignal.timeout(withinMs) }
  const ask = <Value>(action: ReadAction, question: AskLambda<Value>) =>
    calls.attemptLambda({ ...asking, action }, question)
  const named = ask('lambda:ListAliases', readAliases(found))
  // An alias has callers of its own. Those of the function itself do not wait until the aliases are known.
  const askCallers = (action: ReadAction, question: (qualifiers: Qualifiers) => AskLambda<readonly Trigger[]>) =>
    Promise.all([
      ask(action, question([undefined])),
      named.then(askedAliases).then((names) => (names.length === 0 ? { value: [] } : ask(action, question(names)))),
    ])
  const [whole, aliases, versions, policies, mappings, url, provisioned] = await Promise.all([
    ask('lambda:GetFunction', readFunction(found)),
    named,
    ask('lambda:ListVersionsByFunction', readVersions(found)),
    askCallers('lambda:GetPolicy', (qualifiers) => readPolicies(found, qualifiers)),
    askCallers('lambda:ListEventSourceMappings', (qualifiers) => readMappings(found, qualifiers)),
    ask('lambda:ListFunctionUrlConfigs', readUrl(found)),
    ask('lambda:ListProvisionedConcurrencyConfigs', readProvisioned(found)),
  ])
  if ('failure' in whole) throw new UserError(whole.failure.code, whole.failure.message)
  const unread = [
    ...unreadOf('The versions', versions),
    ...unreadOf('The aliases, and what triggers them,', aliases),
    ...policies.flatMap((answer) => unreadOf('The permissions to invoke it', answer)),
    ...mappings.flatMap((answer) => unreadOf('The event source mappings', answer)),
    ...unreadOf('The function URL', url),
    ...unreadOf('The provisioned concurrency', provisioned),
    ...unaskedOf(valueOf(aliases) ?? []),
  ]
  return detailsOfFunction(whole.value, {
    versions: valueOf(versions),
    aliases: valueOf(aliases),
    triggers: [...oncePerId(mappings.flatMap(valuesOf)), ...policies.flatMap(valuesOf)],
    url: valueOf(url),
    provisioned: valueOf(provisioned),
    unread: [...new Set(unread)],
  })
}

function valuesOf(answer: Answer<readonly Trigger[]>): readonly Trigger[] {
  return valueOf(answer) ?? []
}

/** Whether the mappings of aliases are among the function's own, the API reference leaves open. */
function oncePerId(mappings: readonly Trigger[]): Trigger[] {
  return [...new Map(mappings.map((mapping) => [mapping.id, mapping])).values()]
}

/** As many as may be asked at once. */
function askedAliases(aliases: Answer<readonly Alias[]>): string[] {
  return (valueOf(aliases) ?? []).slice(0, mostAliases).map(({ name }) => name)
}

function unaskedOf(aliases: readonly Alias[]): string[] {
  const more = aliases.slice(mostAliases).map(({ name }) => name)
  return more.length === 0 ? [] : [`What triggers these aliases was not asked, for their number: ${more.join(', ')}.`]
}
