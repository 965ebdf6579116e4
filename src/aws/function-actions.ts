import type { FunctionChange } from '../core/lambda/changer.ts'

/** The IAM action of a change. */
export function actionOf(change: FunctionChange): FunctionAction {
  switch (change.kind) {
    case 'configure':
    case 'environment':
      return 'lambda:UpdateFunctionConfiguration'
    case 'reserve':
      return change.concurrency === undefined ? 'lambda:DeleteFunctionConcurrency' : 'lambda:PutFunctionConcurrency'
    case 'provision':
      return change.concurrency === undefined
        ? 'lambda:DeleteProvisionedConcurrencyConfig'
        : 'lambda:PutProvisionedConcurrencyConfig'
    case 'publish':
      return 'lambda:PublishVersion'
    case 'point':
      return 'lambda:UpdateAlias'
    case 'trigger':
      return 'lambda:UpdateEventSourceMapping'
    default:
      return change satisfies never
  }
}

type FunctionAction = `lambda:${
  | 'UpdateFunctionConfiguration'
  | `${'Put' | 'Delete'}${'FunctionConcurrency' | 'ProvisionedConcurrencyConfig'}`
  | 'PublishVersion'
  | 'UpdateAlias'
  | 'UpdateEventSourceMapping'}`

type Grant = { readonly sid: string; readonly resource: string }

/** A function with its versions and aliases, which are what IAM is asked about where a call names one. */
const functions: Grant = { sid: 'WindlassChangesFunctions', resource: 'arn:*:lambda:*:*:function:*' }
const versions: Grant = { sid: 'WindlassChangesVersions', resource: 'arn:*:lambda:*:*:function:*:*' }
const triggers: Grant = { sid: 'WindlassChangesTriggers', resource: 'arn:*:lambda:*:*:event-source-mapping:*' }

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Lambda". */
const others: ReadonlyMap<string, Grant> = new Map([
  ['lambda:PutProvisionedConcurrencyConfig', versions],
  ['lambda:DeleteProvisionedConcurrencyConfig', versions],
  ['lambda:UpdateEventSourceMapping', triggers],
])

/** As narrow as an action can be allowed for every function. */
export function grantOf(action: string): Grant {
  return others.get(action) ?? functions
}
