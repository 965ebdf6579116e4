import type { Target } from '../core/plan.ts'
import { partitionOf } from './session-policy.ts'

// Nothing else may come into the ARN that a session is narrowed to: a wildcard there would be every function.
const functionArn = /^arn:(aws[a-z-]*):lambda:([a-z0-9-]+):(\d{12}):function:([\w.-]+)$/
const qualifierForm = /^(?:\$LATEST(?:\.PUBLISHED)?|[\w-]{1,128})$/

/** Whether it can be a version or an alias at all (Lambda API reference, Invoke, Qualifier). */
export function isQualifier(text: string): boolean {
  return qualifierForm.test(text)
}

/** Whether a target is one function of the very place that it says, in the partition of the role. */
export function isFunctionOf({ id, place }: Target, roleArn: string): boolean {
  const [, partition, region, account] = functionArn.exec(id) ?? []
  return partition === partitionOf(roleArn) && region === place.region && account === place.accountId
}

/**
 * What IAM checks a call against: the ARN of the version or alias where one is asked for, else the function's own
 * (Lambda Developer Guide, "Fine-tuning the Resources and Conditions sections of policies").
 */
export function calledArn(arn: string, qualifier: string | undefined): string {
  return qualifier === undefined ? arn : `${arn}:${qualifier}`
}
