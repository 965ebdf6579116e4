import type { Command } from '../core/command.ts'
import type { Question, Resource } from '../core/decision.ts'
import type { Account, Place } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { isProduction } from '../core/production.ts'
import type { Registry } from '../core/registry.ts'
import { callsFunctions, changesFunctions } from '../policy/schema.ts'
import type { PolicyCase } from './policy-cases.ts'

/** What cases are about, as windlass.yaml has it, or what holds without one. */
export type Organised = {
  readonly accounts: readonly Account[] | undefined
  readonly groups: readonly string[] | undefined
  readonly timeZone: string
  readonly tags: { readonly environment: string; readonly owner: string; readonly production: readonly string[] }
}

type Given = { readonly registry: Registry; readonly organised: Organised }

/** The question that a case puts, or why it puts none. */
export function toQuestion(each: PolicyCase, { registry, organised }: Given): Question | string {
  const words = each.command.replace(/^\//, '').split(/\s+/)
  const found = registry.find(words)
  if (found === undefined || found.rest.length > 0) {
    const [meant] = registry.nearest(words)
    const suggestion = meant === undefined ? '' : ` Did you mean ${meant.words.join(' ')}?`
    return `${each.command} is not a command.${suggestion}`
  }
  const { command } = found
  const [team = '', user = ''] = each.person.split(':')
  const isCall = callsFunctions(command)
  const isOfFunctions = changesFunctions(command)
  const wrong = misplaced(each, { isCall, isOfFunctions })
  if (wrong !== undefined) return `/${command.words.join(' ')} ${wrong}`
  const target = toTarget(each, organised, isOfFunctions ? aFunction : anInstance)
  const { channel, surface, count, costChange, payload = {} } = each
  const now = Temporal.PlainDateTime.from(each.time).toZonedDateTime(organised.timeZone).epochMilliseconds
  return {
    principal: { team, user, groups: each.groups },
    action: { name: command.words.join(' '), effect: command.effect },
    resource: toResource(command, target, organised),
    context: { channel, surface, now, count, costChange, ...(isCall ? { payload } : {}) },
  }
}

/** What a case says of a function, of a command that is about none. */
function misplaced(
  { target, payload }: PolicyCase,
  { isCall, isOfFunctions }: { readonly isCall: boolean; readonly isOfFunctions: boolean },
): string | undefined {
  if (target?.function !== undefined && !isOfFunctions) return 'is about no function: write name instead of function.'
  return payload === undefined || isCall ? undefined : 'has no payload: only calls of functions have one.'
}

/** What holds of a target where a case says nothing else. */
type Usual = Pick<Target, 'kind' | 'state' | 'type'> & {
  readonly name: string
  idOf(name: string, place: Place): string
}

const anInstance: Usual = {
  kind: 'instance',
  name: 'i-00000000000000000',
  state: 'running',
  type: 't3.micro',
  idOf: () => 'i-00000000000000000',
}

const aFunction: Usual = {
  kind: 'function',
  name: 'a-function',
  state: 'Active',
  type: 'nodejs24.x',
  idOf: (name, { accountId, region }) => `arn:aws:lambda:${region}:${accountId}:function:${name}`,
}

function toTarget({ target }: PolicyCase, { accounts, tags }: Organised, usual: Usual): Target {
  const place = toPlaceNamed(target, accounts)
  const given = target?.tags ?? {}
  const own = accounts?.find(({ id }) => id === place.accountId)?.environment
  const tagged = target?.environment ?? given[tags.environment]
  const name = target?.function ?? target?.name ?? target?.id ?? usual.name
  return {
    kind: usual.kind,
    id: target?.id ?? usual.idOf(name, place),
    place,
    name,
    owner: target?.owner ?? given[tags.owner],
    environment: own ?? tagged,
    isProduction: isProduction([own, tagged], tags.production),
    state: target?.state ?? usual.state,
    type: target?.type ?? usual.type,
    tags: given,
  }
}

/** Reading is decided by the place, and what stands in it says nothing of that but its account's environment. */
function toResource(command: Command, target: Target, { accounts, tags }: Organised): Resource | undefined {
  if (command.kind === 'change') return { kind: 'target', target }
  if (command.aws.read.length === 0) return undefined
  const { place } = target
  const environment = accounts?.find(({ id }) => id === place.accountId)?.environment
  return { kind: 'place', place, environment, isProduction: isProduction([environment], tags.production) }
}

/** The account that a target names, else the first that has its Region. */
export function accountOf(target: PolicyCase['target'], accounts: readonly Account[]): Account | undefined {
  const { account, region } = target ?? {}
  if (account !== undefined) return accounts.find(({ name, id }) => name === account || id === account)
  return region === undefined ? accounts[0] : accounts.find(({ regions }) => regions.includes(region))
}

function toPlaceNamed(target: PolicyCase['target'], accounts: readonly Account[] | undefined): Place {
  const account = accountOf(target, accounts ?? [])
  const name = target?.account
  const accountId = account?.id ?? (name !== undefined && /^\d{12}$/.test(name) ? name : '000000000000')
  return {
    account: account?.name ?? name ?? 'account',
    accountId,
    region: target?.region ?? account?.regions[0] ?? 'us-east-1',
  }
}
