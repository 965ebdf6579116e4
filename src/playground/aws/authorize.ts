import { type Asked, type Call, type Denial, iamActionOf, type Service } from './action.ts'
import { decideAccess } from './iam/evaluate.ts'
import { requestContext } from './iam/request-context.ts'
import { permissionsOf } from './identity.ts'

/** The first resource that IAM denies the action on; nothing where all are allowed. */
export function findDenial(service: Service, action: Asked, ask: { input: unknown; call: Call }): Denial | undefined {
  const { caller, region } = ask.call
  const permissions = permissionsOf(caller)
  for (const resource of action.resources(ask.input, ask.call)) {
    const context = requestContext(caller, region, resource)
    const request = { action: iamActionOf(service, action), resource: resource.arn, context }
    const access = decideAccess(permissions, request)
    if (access.decision !== 'allowed') return { access, request, caller }
  }
  return undefined
}

/** The end of every denial: AWS says what kind of policy was missing or denied. */
export function because({ access, request: { action } }: Denial): string {
  return access.decision === 'explicitDeny'
    ? `with an explicit deny in ${access.decidedBy === 'session policy' ? 'a session policy' : 'an identity-based policy'}`
    : `because no ${access.decidedBy} allows the ${action} action`
}
