import { because } from '../authorize.ts'
import { AwsError } from '../aws-error.ts'
import { type AccessRequest, decideAccess, evaluate } from '../iam/evaluate.ts'
import type { Policy } from '../iam/policy.ts'
import { type Caller, permissionsOf } from '../identity.ts'

/** Who wants to assume which role; `resource` of the requests is the role's ARN. */
export type Attempt = {
  readonly caller: Caller
  /** Nothing where there is no such role, which AWS answers like a role that does not trust. */
  readonly trust: Policy | undefined
  readonly roleAccount: string
}

/** Throws as STS does unless both sides agree: the caller's own policies and, with its conditions, the role's trust policy. */
export function checkTrust(attempt: Attempt, request: AccessRequest): void {
  const { caller, trust, roleAccount } = attempt
  const access = decideAccess(permissionsOf(caller), request)
  if (access.decision === 'explicitDeny') throw refused(request, caller, ` ${because({ access, request, caller })}`)
  const named = trust === undefined ? 'nobody' : trusting(trust, caller, request)
  if (named === 'denied') throw refused(request, caller, ' with an explicit deny in a resource-based policy')
  // Within one account a trust policy that names the caller itself is enough; across accounts, or where it names the
  // account, the caller's own policies must allow it too (IAM User Guide, "Cross-account policy evaluation logic").
  const isOwnPolicyNeeded = named === 'account' || caller.account !== roleAccount
  const isAgreed = named !== 'nobody' && (!isOwnPolicyNeeded || access.decision === 'allowed')
  if (!isAgreed) throw refused(request, caller, '')
}

function refused({ action, resource }: AccessRequest, { arn }: Caller, why: string): AwsError {
  const message = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}${why}`
  return new AwsError('AccessDenied', message, 403)
}

function trusting(trust: Policy, caller: Caller, request: AccessRequest): 'nobody' | 'denied' | 'caller' | 'account' {
  const verdictOf = (names: readonly string[]) => {
    const isNamed = (principal: string): boolean => names.includes(principal)
    const statements = trust.statements.filter(({ principals = [] }) => principals.some(isNamed))
    return evaluate([{ statements }], request).decision
  }
  const itself = [...caller.principalArns]
  const account = [caller.account, `arn:aws:iam::${caller.account}:root`, '*']
  if (verdictOf([...itself, ...account]) === 'explicitDeny') return 'denied'
  if (verdictOf(itself) === 'allowed') return 'caller'
  return verdictOf(account) === 'allowed' ? 'account' : 'nobody'
}
