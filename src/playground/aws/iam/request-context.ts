import type { Resource } from '../action.ts'
import type { Caller } from '../identity.ts'
import type { RequestContext } from './condition.ts'

type Entry = readonly [string, readonly string[]]

/** The global condition keys that hold for every request, and the resource's tags (IAM User Guide, "Global condition keys"). */
export function requestContext(caller: Caller, region: string, resource?: Resource): RequestContext {
  const { session } = caller
  const tags = [...(session?.tags ?? [])].map(([key, value]): Entry => [`aws:PrincipalTag/${key}`, [value]])
  const resourceTags = [...(resource?.tags ?? [])].flatMap(([key, value]): Entry[] => [
    [`aws:ResourceTag/${key}`, [value]],
    [`ec2:ResourceTag/${key}`, [value]],
  ])
  const sourceIdentity = session?.sourceIdentity
  return new Map<string, readonly string[]>([
    ['aws:RequestedRegion', [region]],
    ['ec2:Region', [region]],
    ['aws:PrincipalArn', [caller.principalArns[0] ?? caller.arn]],
    ['aws:PrincipalAccount', [caller.account]],
    ['aws:userid', [caller.userId]],
    ...(sourceIdentity === undefined ? [] : [['aws:SourceIdentity', [sourceIdentity]] satisfies Entry]),
    ...tags,
    ...resourceTags,
    ...(resource?.keys ?? []),
  ])
}
