import type { Place } from '../core/place.ts'

/** The IAM actions that Windlass changes instances by. */
export type ChangingAction = `ec2:${'Start' | 'Stop' | 'Reboot' | 'Terminate'}Instances`

/**
 * What AWS does in the caller's name for it, so that role and session policy have to allow it as well: EC2 asks KMS for
 * a grant on the keys of encrypted volumes (EBS User Guide, "Permissions to use Amazon EBS encryption").
 */
const besideOf: Partial<Record<ChangingAction, readonly string[]>> = { 'ec2:StartInstances': ['kms:CreateGrant'] }

type OneStep = {
  readonly action: ChangingAction
  readonly id: string
  readonly place: Place
  /** Of the role that is assumed: the instance's ARN begins like its own. */
  readonly roleArn: string
}

/** Leaves of the role's rights the one action on the one instance. */
export function sessionPolicy({ action, id, place, roleArn }: OneStep): string {
  const resource = `arn:${partitionOf(roleArn)}:ec2:${place.region}:${place.accountId}:instance/${id}`
  const beside = (besideOf[action] ?? []).map((each) => besideStatement(each, place.region))
  return policyOf([{ Effect: 'Allow', Action: action, Resource: resource }, ...beside])
}

/** Leaves of the role's rights the call of one function: of this version or alias where the ARN ends in one. */
export function callPolicy(arn: string): string {
  return policyOf([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn }])
}

export function policyOf(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

/** Narrowed to what EC2 does for itself, in one Region or in all (`*`). */
export function besideStatement(action: string, region: string) {
  const viaEc2 = {
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
    StringLike: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
  }
  const condition = action.startsWith('kms:') ? { Condition: viaEc2 } : {}
  return { Effect: 'Allow', Action: action, Resource: '*', ...condition }
}

export function partitionOf(arn: string): string {
  return arn.split(':')[1] ?? 'aws'
}
