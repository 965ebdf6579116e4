import {
  changeRolePermissions,
  ownPermissions,
  type PolicyDocument,
  readRolePermissions,
  roleTrust,
} from '../aws/iam-policy.ts'
import { commands } from '../commands/index.ts'
import { UserError } from '../core/errors.ts'
import type { ModelSettings } from '../core/model.ts'
import type { Account } from '../core/place.ts'
import { describeProblems, loadOrganisation } from './load-config.ts'
import type { Process } from './process.ts'

type Described = Pick<Account, 'name' | 'externalId' | 'roles'>

/**
 * Prints what AWS must allow, for the configured accounts or with placeholders where none is configured yet. `own`,
 * `read`, `change` or `trust <account>` prints one document alone, to be handed to the aws command line; `--principal
 * <arn>` is Windlass's own identity.
 */
export async function iam(process: Process): Promise<number> {
  const result = loadOrganisation(process)
  if (result?.ok === false) {
    process.complain(describeProblems(result.problems))
    return 1
  }
  const accounts: readonly Described[] = result?.accounts ?? [placeholder]
  const model = result?.model
  const [, which, name] = process.words.filter(
    (word, index, words) => !isPrincipal(word) && !isPrincipal(words[index - 1]),
  )
  const principal = principalIn(process.words)
  if (which === undefined) process.print(everything({ accounts, principal, model }))
  else process.print(pretty(documentOf(which, accountNamed(name, accounts), { accounts, principal, model })))
  return 0
}

const placeholder: Described = {
  name: 'each account',
  roles: { read: 'arn:aws:iam::<account>:role/WindlassRead', change: 'arn:aws:iam::<account>:role/WindlassChange' },
  externalId: undefined,
}

function isPrincipal(word: string | undefined): boolean {
  return word === '--principal'
}

function principalIn(words: readonly string[]): string {
  const at = words.findIndex(isPrincipal)
  return (at < 0 ? undefined : words[at + 1]) ?? 'arn:aws:iam::<account of Windlass>:role/<its role>'
}

type Given = {
  readonly accounts: readonly Described[]
  readonly principal: string
  readonly model: ModelSettings | undefined
}

function documentOf(which: string, account: Described, { accounts, principal, model }: Given): PolicyDocument {
  switch (which) {
    case 'own':
      return ownPermissions(accounts.flatMap(rolesOf))
    case 'read':
      return readRolePermissions(commands, model?.account === account.name ? model : undefined)
    case 'change':
      return changeRolePermissions(commands)
    case 'trust':
      return roleTrust(principal, account.externalId)
    default:
      throw new UserError('BadInput', `${which} is none of the documents.`, {
        hint: 'There are own, trust, read and change.',
      })
  }
}

function accountNamed(name: string | undefined, accounts: readonly Described[]): Described {
  const found = name === undefined ? accounts[0] : accounts.find((account) => account.name === name)
  if (found !== undefined) return found
  throw new UserError('BadInput', `${name} is not a configured account.`, {
    hint: `There are ${accounts.map((account) => account.name).join(', ')}.`,
  })
}

function rolesOf({ roles: { read, change } }: Described): string[] {
  return change === undefined ? [read] : [read, change]
}

function everything({ accounts, principal, model }: Given): string {
  return [
    'Windlass’s own identity (a user, or the role of its machine) needs these permissions:',
    pretty(ownPermissions(accounts.flatMap(rolesOf))),
    ...accounts.flatMap((account) => [
      `In ${account.name}, ${rolesOf(account).join(' and ')} ${account.roles.change === undefined ? 'needs' : 'need'} this trust policy:`,
      pretty(roleTrust(principal, account.externalId)),
    ]),
    ...changing(accounts),
    'Each role to read with needs these permissions:',
    pretty(readRolePermissions(commands)),
    ...(model === undefined
      ? []
      : [
          `In ${model.account}, whose role asks the language model, it needs these:`,
          pretty(readRolePermissions(commands, model)),
        ]),
  ].join('\n\n')
}

function changing(accounts: readonly Described[]): string[] {
  if (accounts.every(({ roles }) => roles.change === undefined))
    return ['Windlass changes nothing: no account has a role for that. `iam change` prints what one has to allow.']
  return [
    'Each role to change with needs these permissions; where an account has none, Windlass changes nothing there:',
    pretty(changeRolePermissions(commands)),
  ]
}

function pretty(policy: PolicyDocument): string {
  return JSON.stringify(policy, null, 2)
}
