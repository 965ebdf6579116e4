import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts'
import { action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import type { RequestContext } from '../iam/condition.ts'
import { requestContext } from '../iam/request-context.ts'
import type { Caller, Session } from '../identity.ts'
import type { Role } from '../world.ts'
import { checkInput, policyOf } from './assume-role-input.ts'
import { checkPacked, packedPercent } from './packed-size.ts'
import { secondsOf, sessionTags, sourceIdentityOf } from './session-terms.ts'
import { checkTrust } from './trust.ts'

export const assumeRole = action({
  name: 'AssumeRole',
  // Asked of the caller's and the role's policies together, below.
  resources: () => [],
  run(input: AssumeRoleRequest, call): AssumeRoleResponse {
    checkInput(input)
    checkPacked(input)
    const { RoleArn = '', RoleSessionName = '' } = input
    const { account, role } = findRole(RoleArn, call)
    const tags = sessionTags(input, call.caller)
    for (const request of neededActions(input, call.caller)) {
      const context = assumeContext(input, call)
      checkTrust(
        { caller: call.caller, trust: role?.trust, roleAccount: account },
        { action: request, resource: RoleArn, context },
      )
    }
    if (role === undefined) throw new Error('a role that is not there was trusted')
    const expiresAt = call.now + secondsOf(input, call.caller, role) * 1000
    const sourceIdentity = sourceIdentityOf(input, call.caller)
    const policy = policyOf(input)
    const session: Session = { name: RoleSessionName, ...tags, sourceIdentity, policy, issuedAt: call.now, expiresAt }
    return response(call, { account, role, session, input })
  },
})

function findRole(roleArn: string, { world }: Call): { account: string; role: Role | undefined } {
  const [, account = '', roleName] = /^arn:aws:iam::(\d{12}):role\/(?:.+\/)?([^/]+)$/.exec(roleArn) ?? []
  if (roleName === undefined) throw new AwsError('ValidationError', `${roleArn} is invalid`)
  const roles = world.accounts.find(({ id }) => id === account)?.roles ?? []
  return { account, role: roles.find((role) => role.name === roleName) }
}

/** IAM User Guide, "Pass session tags" and "Monitor and control actions taken with assumed roles": each needs a permission of its own. */
function neededActions({ SourceIdentity, Tags = [] }: AssumeRoleRequest, { session }: Caller): string[] {
  const setsIdentity = SourceIdentity !== undefined || session?.sourceIdentity !== undefined
  const setsTags = Tags.length > 0 || (session?.transitiveTagKeys.length ?? 0) > 0
  return ['sts:AssumeRole', ...(setsIdentity ? ['sts:SetSourceIdentity'] : []), ...(setsTags ? ['sts:TagSession'] : [])]
}

const optional = (key: string, value: string | undefined) => (value === undefined ? [] : [[key, [value]] as const])

function assumeContext(input: AssumeRoleRequest, { caller, region }: Call): RequestContext {
  const { Tags = [], ExternalId, SourceIdentity, RoleSessionName, TransitiveTagKeys } = input
  return new Map<string, readonly string[]>([
    ...requestContext(caller, region),
    ...optional('sts:ExternalId', ExternalId),
    ...optional('sts:SourceIdentity', SourceIdentity),
    ...optional('sts:RoleSessionName', RoleSessionName),
    ...Tags.flatMap(({ Key = '', Value }) => optional(`aws:RequestTag/${Key}`, Value)),
    ...(Tags.length > 0 ? [['aws:TagKeys', Tags.map(({ Key = '' }) => Key)] as const] : []),
    ...(TransitiveTagKeys === undefined ? [] : [['sts:TransitiveTagKeys', TransitiveTagKeys] as const]),
  ])
}

type Opened = { account: string; role: Role; session: Session; input: AssumeRoleRequest }

function response({ identities }: Call, { account, role, session, input }: Opened): AssumeRoleResponse {
  const { key, caller } = identities.openSession(account, role, session)
  const { accessKeyId, secret, sessionToken } = key
  const isPacked = input.Policy !== undefined || session.tags.size > 0
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secret,
      SessionToken: sessionToken,
      // AWS counts in whole seconds.
      Expiration: new Date(Math.floor(session.expiresAt / 1000) * 1000),
    },
    AssumedRoleUser: { AssumedRoleId: caller.userId, Arn: caller.arn },
    ...(session.sourceIdentity === undefined ? {} : { SourceIdentity: session.sourceIdentity }),
    ...(isPacked ? { PackedPolicySize: packedPercent(input) } : {}),
  }
}
