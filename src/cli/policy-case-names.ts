import type { ConfigProblem } from '../config/problem.ts'
import { instanceStates } from '../core/ec2/instance.ts'
import { isUserGroup } from '../core/groups.ts'
import { judgeRegion } from '../core/regions.ts'
import type { Registry } from '../core/registry.ts'
import { nearest } from '../core/suggest.ts'
import { changesFunctions } from '../policy/schema.ts'
import { functionStates } from '../policy/values.ts'
import type { PolicyCase } from './policy-cases.ts'
import { accountOf, type Organised } from './policy-question.ts'

type Known = {
  readonly registry: Registry
  readonly organised: Organised
  /** Groups that the policies name. */
  readonly named: readonly string[]
}

/** Names in a case that nothing has: a case that expects a denial would pass for that alone. */
export function findCaseProblems(each: PolicyCase, known: Known): ConfigProblem[] {
  const { accounts, groups } = known.organised
  const heard = [...(groups ?? []), ...known.named]
  const strange = groups === undefined ? [] : strangeGroups(each, heard, 'neither windlass.yaml nor a policy has')
  const others = [wrongAccount(each, accounts) ?? wrongRegion(each, accounts), wrongState(each, known)]
  return [...strange, ...others.filter((problem) => problem !== undefined)]
}

/** Without windlass.yaml a group that no policy names may be right; where it is near one that they name, it looks wrong. */
export function findCaseDoubts(each: PolicyCase, { organised, named }: Known): ConfigProblem[] {
  if (organised.groups !== undefined) return []
  return strangeGroups(each, named, 'no policy names').filter(({ help }) => help.startsWith(asking))
}

function strangeGroups(each: PolicyCase, names: readonly string[], unheard: string): ConfigProblem[] {
  return each.groups.flatMap((group, index) => {
    if (isUserGroup(group) || names.includes(group)) return []
    const problem = `names the group ${group}, which ${unheard}`
    return [problemOf(each, ['groups', index], { problem, typed: group, names })]
  })
}

type Accounts = Organised['accounts']

function wrongAccount(each: PolicyCase, accounts: Accounts): ConfigProblem | undefined {
  const account = each.target?.account
  if (account === undefined || accounts === undefined || accountOf(each.target, accounts) !== undefined)
    return undefined
  const problem = `names the account ${account}, which is not in windlass.yaml`
  const names = accounts.map(({ name }) => name)
  return problemOf(each, ['target', 'account'], { problem, typed: account, names })
}

function wrongRegion(each: PolicyCase, accounts: Accounts): ConfigProblem | undefined {
  const region = each.target?.region
  if (region === undefined) return undefined
  const path = ['target', 'region']
  if (accounts !== undefined) {
    const account = accountOf(each.target, accounts)
    const names = account?.regions ?? accounts.flatMap(({ regions }) => regions)
    const whose =
      account === undefined ? 'no account of windlass.yaml has' : `the account ${account.name} does not have`
    const problem = `names the Region ${region}, which ${whose}`
    return names.includes(region) ? undefined : problemOf(each, path, { problem, typed: region, names })
  }
  const verdict = judgeRegion(region)
  if (verdict.isRegion) return undefined
  const names = verdict.meant === undefined ? [] : [verdict.meant]
  return problemOf(each, path, { problem: `names the Region ${region}, and there is none`, typed: region, names })
}

function wrongState(each: PolicyCase, { registry }: Known): ConfigProblem | undefined {
  const state = each.target?.state
  if (state === undefined) return undefined
  const command = registry.find(each.command.replace(/^\//, '').split(/\s+/))?.command
  if (command?.kind !== 'change') return undefined
  const isOfFunctions = changesFunctions(command)
  const names: readonly string[] = isOfFunctions ? functionStates : instanceStates
  if (names.includes(state)) return undefined
  const problem = `has the state ${state}, which no ${isOfFunctions ? 'function' : 'instance'} is ever in`
  return problemOf(each, ['target', 'state'], { problem, typed: state, names })
}

type Finding = { readonly problem: string; readonly typed: string; readonly names: readonly string[] }

const asking = 'Did you mean '

function problemOf(each: PolicyCase, path: readonly PropertyKey[], { problem, typed, names }: Finding): ConfigProblem {
  const [meant] = nearest(typed, names, 1)
  const [only, ...others] = new Set(names)
  const all = others.length > 0 ? `There are ${[only, ...others].join(', ')}.` : `There is ${only ?? 'none'}.`
  return {
    setting: `${each.whereOf(path)} (${each.about ?? each.command})`,
    problem,
    help: meant === undefined ? all : `${asking}${meant}?`,
  }
}
