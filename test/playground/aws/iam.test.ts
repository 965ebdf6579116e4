import { expect, test } from 'vitest'
import { isMet } from '../../../src/playground/aws/iam/condition.ts'
import { decideAccess, evaluate } from '../../../src/playground/aws/iam/evaluate.ts'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'

const context = new Map([
  ['aws:RequestedRegion', ['eu-central-1']],
  ['ec2:ResourceTag/env', ['dev']],
  ['aws:SourceIdentity', ['T0-U0ADA']],
  ['aws:TagKeys', ['change', 'approver']],
])
const request = {
  action: 'ec2:StopInstances',
  resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
  context,
}

const allow = (rest: object): object => ({ Effect: 'Allow', Action: 'ec2:StopInstances', Resource: '*', ...rest })
const deny = (rest: object): object => ({ ...allow(rest), Effect: 'Deny' })
const policy = (...statements: object[]) => parsePolicy({ Version: '2012-10-17', Statement: statements })

test.each<[string, object[], string]>([
  ['nothing', [deny({ Action: 's3:*' })], 'implicitDeny'],
  ['an allow', [allow({})], 'allowed'],
  ['an allow and a deny', [allow({}), deny({})], 'explicitDeny'],
  ['a deny before the allow', [deny({}), allow({})], 'explicitDeny'],
  ['another action', [allow({ Action: 'ec2:StartInstances' })], 'implicitDeny'],
  ['a wildcard in the action', [allow({ Action: ['s3:*', 'ec2:St*Instances'] })], 'allowed'],
  ['an action in another case', [allow({ Action: 'EC2:stopinstances' })], 'allowed'],
  ['one character for one', [allow({ Action: 'ec2:Sto?Instances' })], 'allowed'],
  ['NotAction that names it', [allow({ Action: undefined, NotAction: 'ec2:Stop*' })], 'implicitDeny'],
  ['NotAction that names another', [allow({ Action: undefined, NotAction: 'iam:*' })], 'allowed'],
  ['its resource', [allow({ Resource: 'arn:aws:ec2:*:*:instance/*' })], 'allowed'],
  ['another resource', [allow({ Resource: 'arn:aws:ec2:*:*:volume/*' })], 'implicitDeny'],
  ['a resource in another case', [allow({ Resource: 'arn:aws:ec2:*:*:INSTANCE/*' })], 'implicitDeny'],
  ['NotResource that names it', [allow({ Resource: undefined, NotResource: '*:instance/*' })], 'implicitDeny'],
  [
    'a condition that is met',
    [allow({ Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1'] } } })],
    'allowed',
  ],
  [
    'one of two conditions',
    [allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1', 'ec2:ResourceTag/env': 'prod' } } })],
    'implicitDeny',
  ],
  [
    'a deny outside a Region',
    [allow({}), deny({ Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } } })],
    'explicitDeny',
  ],
])('a policy with %s', (_, statements, decision) => {
  expect(evaluate([policy(...statements)], request).decision).toBe(decision)
})

test.each([
  ['StringEquals', 'aws:RequestedRegion', ['eu-west-1', 'eu-central-1'], true],
  ['StringEquals', 'AWS:requestedregion', ['eu-central-1'], true],
  ['StringEquals', 'aws:RequestedRegion', ['EU-CENTRAL-1'], false],
  ['StringEqualsIgnoreCase', 'aws:RequestedRegion', ['EU-CENTRAL-1'], true],
  ['StringEquals', 'aws:RequestedRegion', ['eu-*'], false],
  ['StringLike', 'aws:RequestedRegion', ['eu-*'], true],
  ['StringNotLike', 'aws:RequestedRegion', ['eu-*'], false],
  ['StringEquals', 'sts:ExternalId', ['x'], false],
  ['StringNotEquals', 'sts:ExternalId', ['x'], true],
  ['StringEqualsIfExists', 'sts:ExternalId', ['x'], true],
  ['StringEqualsIfExists', 'ec2:ResourceTag/env', ['prod'], false],
  ['Null', 'sts:ExternalId', ['true'], true],
  ['Null', 'ec2:ResourceTag/env', ['true'], false],
  ['Null', 'ec2:ResourceTag/env', ['false'], true],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['change', 'approver', 'third'], true],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['change'], false],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['change'], true],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['third'], false],
  ['ForAllValues:StringEquals', 'sts:TransitiveTagKeys', ['change'], true],
  ['ForAnyValue:StringEquals', 'sts:TransitiveTagKeys', ['change'], false],
])('%s of %s and %j is %s', (...[operator, key, values, met]) => {
  expect(isMet({ operator, key, values }, context)).toBe(met)
})

test.each([
  [[allow({})], undefined, 'allowed', 'identity-based policy'],
  [[allow({})], [allow({})], 'allowed', 'session policy'],
  [[allow({})], [allow({ Action: 'ec2:Describe*' })], 'implicitDeny', 'session policy'],
  [[allow({})], [allow({}), deny({})], 'explicitDeny', 'session policy'],
  [[allow({ Action: 'ec2:Describe*' })], [allow({})], 'implicitDeny', 'identity-based policy'],
  [[deny({})], [allow({})], 'explicitDeny', 'identity-based policy'],
])('of identity %j and session %j both must allow', (...[identity, session, decision, decidedBy]) => {
  const permissions = {
    identity: [policy(...identity)],
    session: session === undefined ? undefined : policy(...session),
  }
  expect(decideAccess(permissions, request)).toMatchObject({ decision, decidedBy })
})

test.each([
  ['no action', allow({ Action: undefined })],
  ['both kinds of action', allow({ NotAction: 'iam:*' })],
  ['an unknown word', allow({ Resources: '*' })],
  ['an unknown operator', allow({ Condition: { StringMatches: { 'aws:RequestedRegion': 'eu-*' } } })],
  ['another effect', { ...allow({}), Effect: 'Maybe' }],
])('a statement with %s is no policy', (_, statement) => {
  expect(() => policy(statement)).toThrow()
})
