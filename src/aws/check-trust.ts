import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { Account } from '../core/place.ts'
import { assumeIn } from './assume-role.ts'
import type { Clients } from './clients.ts'
import { roleName } from './names.ts'
import { externalIdAdvice } from './role-errors.ts'

type Ports = { readonly clients: Pick<Clients, 'sts'>; readonly withinMs: number }

/**
 * STS only says that the role is denied. What the role's trust lacks is found out by asking for less; those sessions
 * are dropped unused, and nobody but an administrator's check does this. Nothing where it cannot be told.
 */
export async function missingInTrust(
  account: Account,
  session: AssumeRoleCommandInput,
  ports: Ports,
): Promise<string | undefined> {
  const [region] = account.regions
  if (region === undefined) return undefined
  const { Tags, SourceIdentity, ...plain } = session
  const role = roleName(session.RoleArn ?? '')
  const gives = (input: AssumeRoleCommandInput) =>
    assumeIn(region, input, ports).then(
      () => true,
      () => false,
    )
  const [withoutTags, withoutSource, withoutBoth, self] = await Promise.all([
    gives({ ...plain, SourceIdentity }),
    gives({ ...plain, Tags }),
    gives(plain),
    ownIdentity(region, ports),
  ])
  if (withoutTags) return lacks(`${role} of ${account.name}`, self, ['sts:TagSession'])
  if (withoutSource) return lacks(`${role} of ${account.name}`, self, ['sts:SetSourceIdentity'])
  if (withoutBoth) return lacks(`${role} of ${account.name}`, self, ['sts:TagSession', 'sts:SetSourceIdentity'])
  return `${notTrusted(`${role} of ${account.name}`, self)} ${externalIdAdvice(account)}`
}

function lacks(role: string, self: string, actions: readonly string[]): string {
  return `The trust policy of the role ${role} lacks ${actions.join(' and ')} for ${self}. An AWS administrator adds ${actions.length === 1 ? 'it' : 'them'} beside sts:AssumeRole.`
}

function notTrusted(role: string, self: string): string {
  return `The role ${role} does not let ${self} assume it. An AWS administrator names it as principal in the role's trust policy, with sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity, and allows it sts:AssumeRole on the role.`
}

/** Who Windlass itself is to AWS; every identity may ask that. */
async function ownIdentity(region: string, { clients, withinMs }: Ports): Promise<string> {
  const sts = await clients.sts(region)
  const asked = sts.getCallerIdentity({}, { abortSignal: AbortSignal.timeout(withinMs) })
  return asked.then(
    ({ Arn }) => Arn ?? "Windlass's own identity",
    () => "Windlass's own identity",
  )
}
