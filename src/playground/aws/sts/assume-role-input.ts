import type { AssumeRoleRequest } from '@aws-sdk/client-sts'
import { AwsError } from '../aws-error.ts'
import { type Policy, parsePolicy } from '../iam/policy.ts'
import { between, checkConstraints, required, text } from './constraints.ts'

// STS API Reference, AssumeRole.
const name = { min: 2, max: 64, pattern: String.raw`[\w+=,.@-]*` }
const arn = { min: 20, max: 2048, pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF]+` }
const externalId = { min: 2, max: 1224, pattern: String.raw`[\w+=,.@:\/-]*` }
const tagKey = { min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+` }
const tagValue = { min: 0, max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` }
const longestPolicyCharacters = 2048
const mostTags = 50

export function checkInput(input: AssumeRoleRequest): void {
  const { RoleArn, RoleSessionName, Tags = [], SourceIdentity, ExternalId, DurationSeconds, Policy: policy } = input
  checkConstraints([
    required('roleArn', RoleArn),
    required('roleSessionName', RoleSessionName),
    text('roleArn', RoleArn, arn),
    text('roleSessionName', RoleSessionName, name),
    text('sourceIdentity', SourceIdentity, name),
    text('externalId', ExternalId, externalId),
    between('durationSeconds', DurationSeconds, [900, 43_200]),
    text('policy', policy, { min: 1, max: longestPolicyCharacters, pattern: arn.pattern }),
    Tags.length > mostTags
      ? `Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to ${mostTags}`
      : undefined,
    ...Tags.flatMap(({ Key, Value }, index) => [
      required(`tags.${index + 1}.member.key`, Key),
      required(`tags.${index + 1}.member.value`, Value),
      text(`tags.${index + 1}.member.key`, Key, tagKey),
      text(`tags.${index + 1}.member.value`, Value, tagValue),
    ]),
  ])
  const missing = (['PolicyArns', 'SerialNumber', 'TokenCode', 'ProvidedContexts'] as const).find(
    (part) => part in input,
  )
  if (missing !== undefined)
    throw new AwsError('NotImplemented', `The simulated organisation does not know ${missing} of AssumeRole.`, 501)
}

export function policyOf({ Policy: json }: AssumeRoleRequest): Policy | undefined {
  if (json === undefined) return undefined
  try {
    return parsePolicy(JSON.parse(json))
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.')
  }
}
