import type { FunctionChange } from '../core/lambda/changer.ts'
import type { Place } from '../core/place.ts'
import { actionOf } from './function-actions.ts'
import { calledArn } from './function-arn.ts'
import { partitionOf, policyOf } from './session-policy.ts'

type OneChange = { readonly arn: string; readonly place: Place; readonly change: FunctionChange }

/** Leaves of the role's rights the one change of the one function. */
export function functionPolicy({ arn, place, change }: OneChange): string {
  const allowed = { Effect: 'Allow', Action: actionOf(change) }
  if (change.kind === 'environment') {
    const both = ['lambda:GetFunctionConfiguration', allowed.Action]
    return policyOf([{ ...allowed, Action: both, Resource: arn }, keyStatement(place.region)])
  }
  if (change.kind === 'trigger') {
    const Resource = `arn:${partitionOf(arn)}:lambda:${place.region}:${place.accountId}:event-source-mapping:${change.mapping}`
    return policyOf([{ ...allowed, Resource, Condition: { ArnLike: { 'lambda:FunctionArn': [arn, `${arn}:*`] } } }])
  }
  return policyOf([
    { ...allowed, Resource: calledArn(arn, change.kind === 'provision' ? change.qualifier : undefined) },
  ])
}

/**
 * Where the owner chose the key, Lambda uses it in the caller's name (Lambda Developer Guide, "Securing Lambda
 * environment variables"). Whether the role may is for the role's policies and the key's to say.
 */
function keyStatement(region: string) {
  const viaLambda = { StringEquals: { 'kms:ViaService': `lambda.${region}.amazonaws.com` } }
  const actions = ['kms:Decrypt', 'kms:Encrypt', 'kms:CreateGrant']
  return { Effect: 'Allow', Action: actions, Resource: '*', Condition: viaLambda }
}
