import type { AssumeRoleRequest, Tag } from '@aws-sdk/client-sts'
import { AwsError } from '../aws-error.ts'
import type { Caller, Session } from '../identity.ts'
import type { Role } from '../world.ts'

const usualSeconds = 3600
/** IAM User Guide, "Role chaining". */
const longestChainedSeconds = 3600

export function sessionTags(
  { Tags = [], TransitiveTagKeys = [] }: AssumeRoleRequest,
  { session }: Caller,
): Pick<Session, 'tags' | 'transitiveTagKeys'> {
  const keys = Tags.map(({ Key = '' }: Partial<Tag>) => Key)
  const twice = keys.find(
    (key, index) => keys.findIndex((other) => other.toLowerCase() === key.toLowerCase()) !== index,
  )
  if (twice !== undefined)
    throw new AwsError(
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    )
  const inherited = (session?.transitiveTagKeys ?? []).map((key) => [key, session?.tags.get(key) ?? ''] as const)
  if (inherited.some(([key]) => keys.includes(key)))
    throw new AwsError(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    )
  return {
    tags: new Map([...inherited, ...Tags.map(({ Key = '', Value = '' }: Partial<Tag>) => [Key, Value] as const)]),
    transitiveTagKeys: [...inherited.map(([key]) => key), ...TransitiveTagKeys],
  }
}

export function secondsOf(
  { DurationSeconds: seconds = usualSeconds }: AssumeRoleRequest,
  caller: Caller,
  role: Role,
): number {
  if (caller.session !== undefined && seconds > longestChainedSeconds)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  if (seconds > role.maxSessionSeconds)
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  return seconds
}

/** Once set it stays for every session that follows from this one (IAM User Guide, "Monitor and control actions taken with assumed roles"). */
export function sourceIdentityOf(
  { SourceIdentity, RoleArn = '' }: AssumeRoleRequest,
  caller: Caller,
): string | undefined {
  const kept = caller.session?.sourceIdentity
  if (kept !== undefined && SourceIdentity !== undefined && SourceIdentity !== kept) {
    const message = `User: ${caller.arn} is not authorized to perform: sts:SetSourceIdentity on resource: ${RoleArn}`
    throw new AwsError('AccessDenied', message, 403)
  }
  return SourceIdentity ?? kept
}
