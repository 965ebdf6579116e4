import type { Call } from '../action.ts'
import { decideAccess } from '../iam/evaluate.ts'
import { requestContext } from '../iam/request-context.ts'
import { permissionsOf } from '../identity.ts'
import type { SimulatedInstance } from '../world.ts'

/**
 * Whether the caller may let EC2 use the keys of the instance's volumes: EC2 asks KMS for a grant in the caller's name,
 * so role and session policy must both allow it (EBS User Guide, "Permissions to use Amazon EBS encryption"). Key
 * policies leave the decision to IAM here.
 */
export function mayDecrypt({ id }: SimulatedInstance, { caller, region, place }: Call): boolean {
  const keys = place.volumes
    .filter(({ Attachments = [] }) => Attachments.some(({ InstanceId }) => InstanceId === id))
    .flatMap(({ KmsKeyId }) => KmsKeyId ?? [])
  // AWS KMS Developer Guide, "AWS KMS condition keys".
  const context = new Map([
    ...requestContext(caller, region),
    ['kms:ViaService', [`ec2.${region}.amazonaws.com`]] as const,
    ['kms:GrantIsForAWSResource', ['true']] as const,
    ['kms:CallerAccount', [caller.account]] as const,
  ])
  return [...new Set(keys)].every((resource) => {
    const request = { action: 'kms:CreateGrant', resource, context }
    return decideAccess(permissionsOf(caller), request).decision === 'allowed'
  })
}
