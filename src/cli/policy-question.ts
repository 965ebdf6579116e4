import type { Question, Resource } from '../core/decision.ts'
import type { Account, Place } from '../core/place.ts'
import { isProduction } from '../core/production.ts'
import type { Registry } from '../core/registry.ts'
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
  const resource = command.kind === 'change' || command.aws.read.length > 0 ? toResource(each, organised) : undefined
  const { channel, surface, count, costChange } = each
  const now = Temporal.PlainDateTime.from(each.time).toZonedDateTime(organised.timeZone).epochMilliseconds
  return {
    principal: { team, user, groups: each.groups },
    action: { name: command.words.join(' '), effect: command.effect },
    resource: command.kind === 'change' || resource === undefined ? resource : toPlace(resource, organised),
    context: { channel, surface, now, count, costChange },
  }
}

function toResource({ target }: PolicyCase, { accounts, tags }: Organised): Resource {
  const place = toPlaceNamed(target, accounts)
  const given = target?.tags ?? {}
  const own = accounts?.find(({ id }) => id === place.accountId)?.environment
  const tagged = target?.environment ?? given[tags.environment]
  return {
    kind: 'target',
    target: {
      id: target?.id ?? 'i-00000000000000000',
      place,
      name: target?.name ?? target?.id ?? 'i-00000000000000000',
      owner: target?.owner ?? given[tags.owner],
      environment: own ?? tagged,
      isProduction: isProduction([own, tagged], tags.production),
      state: target?.state ?? 'running',
      type: target?.type ?? 't3.micro',
      tags: given,
    },
  }
}

/** Reading is decided by the place, and what stands in it says nothing of that but its account's environment. */
function toPlace(resource: Resource, { accounts, tags }: Organised): Resource {
  if (resource.kind === 'place') return resource
  const { place } = resource.target
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
