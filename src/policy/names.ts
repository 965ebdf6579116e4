import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { isUserGroup } from '../core/groups.ts'
import type { Account } from '../core/place.ts'
import { judgeRegion } from '../core/regions.ts'
import { nearest } from '../core/suggest.ts'
import type { Worded } from './wording.ts'

/** What ids can be right; what is left out is not checked. */
export type Known = {
  readonly accounts: readonly Account[] | undefined
  /** Names of windlass.yaml. */
  readonly groups: readonly string[] | undefined
}

export type Named = { readonly type: string; readonly id: string }

/** Every single thing that a policy names by its id. */
export function namedIn({ principal, action, resource, conditions }: PolicyJson): Named[] {
  return entitiesIn([principal, action, resource, conditions])
}

export function entitiesIn(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && 'id' in value && typeof value.type === 'string' && typeof value.id === 'string')
    return [{ type: value.type, id: value.id }]
  return Object.values(value).flatMap(entitiesIn)
}

/**
 * The engine takes any id, and one that is misspelt never matches: in a `forbid` that allows what was to be forbidden.
 */
export function findNameProblem({ type, id }: Named, { accounts, groups }: Known): Worded | undefined {
  switch (type) {
    case 'Group':
      return groups === undefined ? undefined : groupProblem(id, groups)
    case 'Account':
      return accounts === undefined ? undefined : accountProblem(id, accounts)
    case 'Region':
      return regionProblem(id)
    case 'Person':
      // Slack, "Using the Slack Web API": teams T… and E…, people U… and W….
      return /^[TE][A-Z0-9]+:[UW][A-Z0-9]+$/.test(id)
        ? undefined
        : {
            problem: `names the person "${id}", which is nobody’s id`,
            help: 'People are written with their team: Person::"T0123:U0123".',
          }
    default:
      return undefined
  }
}

function groupProblem(id: string, groups: readonly string[]): Worded | undefined {
  if (isUserGroup(id) || groups.includes(id)) return undefined
  const [meant] = nearest(id, groups, 1)
  const help = 'Groups are those of windlass.yaml, and user groups of Slack by their id, S….'
  return {
    problem: `names the group "${id}", which is not in windlass.yaml`,
    help: meant === undefined ? help : `Did you mean Group::"${meant}"? ${help}`,
  }
}

function accountProblem(id: string, accounts: readonly Account[]): Worded | undefined {
  if (accounts.some((account) => account.id === id)) return undefined
  const meant =
    accounts.find(({ name }) => name === id)?.id ??
    nearest(
      id,
      accounts.map((account) => account.id),
      1,
    )[0]
  const help = 'Accounts are written by their twelve digits, and must be in windlass.yaml.'
  return {
    problem: `names the account "${id}", which is not configured`,
    help: meant === undefined ? help : `Did you mean Account::"${meant}"? ${help}`,
  }
}

function regionProblem(id: string): Worded | undefined {
  const verdict = judgeRegion(id)
  if (verdict.isRegion) return undefined
  const help = 'It is a Region’s name, like eu-central-1.'
  return {
    problem: `names the Region "${id}", and there is none`,
    help: verdict.meant === undefined ? help : `Did you mean Region::"${verdict.meant}"?`,
  }
}
