import { matchesPattern } from '../pattern.ts'
import { isMet, type RequestContext } from './condition.ts'
import type { Patterns, Policy, Statement } from './policy.ts'

export type AccessRequest = {
  /** `ec2:DescribeInstances` */
  readonly action: string
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string
  readonly context: RequestContext
}

type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny'
export type Verdict = { readonly decision: Decision; readonly matched: readonly Statement[] }

/** Whoever asks: what the identity may do, narrowed by the policy of its session. */
export type Permissions = { readonly identity: readonly Policy[]; readonly session: Policy | undefined }

export type Access = Verdict & { readonly decidedBy: 'identity-based policy' | 'session policy' }

export function decideAccess({ identity, session }: Permissions, request: AccessRequest): Access {
  const byIdentity: Access = { ...evaluate(identity, request), decidedBy: 'identity-based policy' }
  if (session === undefined || byIdentity.decision === 'explicitDeny') return byIdentity
  const bySession: Access = { ...evaluate([session], request), decidedBy: 'session policy' }
  if (bySession.decision === 'explicitDeny') return bySession
  return byIdentity.decision === 'allowed' ? bySession : byIdentity
}

/** IAM User Guide, "Policy evaluation logic": an explicit deny wins, and what nothing allows is denied. */
export function evaluate(policies: readonly Policy[], request: AccessRequest): Verdict {
  const applying = policies.flatMap(({ statements }) => statements).filter((statement) => applies(statement, request))
  const denying = applying.filter(({ effect }) => effect === 'Deny')
  if (denying.length > 0) return { decision: 'explicitDeny', matched: denying }
  return { decision: applying.length > 0 ? 'allowed' : 'implicitDeny', matched: applying }
}

function applies({ actions, resources, conditions }: Statement, { action, resource, context }: AccessRequest): boolean {
  // Actions are compared without regard to case, resources with.
  const isAction = fits(actions, (pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()))
  const isResource = resources === undefined || fits(resources, (pattern) => matchesPattern(pattern, resource))
  return isAction && isResource && conditions.every((condition) => isMet(condition, context))
}

function fits({ isInverted, patterns }: Patterns, test: (pattern: string) => boolean): boolean {
  return patterns.some(test) !== isInverted
}
