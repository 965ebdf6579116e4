import { expect, test } from 'vitest'
import { changeRolePermissions, readRolePermissions } from '../../src/aws/iam-policy.ts'

const list = { aws: { read: ['ec2:DescribeInstances'] } }
const pause = { aws: { read: [] as const } }
const stop = {
  aws: { read: ['ec2:DescribeInstances', 'autoscaling:DescribeAutoScalingGroups'], change: ['ec2:StopInstances'] },
}
const start = {
  aws: { read: ['ec2:DescribeInstances'], change: ['ec2:StartInstances'], beside: ['kms:CreateGrant'] },
}
const commands = [list, pause, stop, start]

test('the read role may do what commands read, those that change included', () => {
  expect(readRolePermissions(commands).Statement).toEqual([
    {
      Sid: 'WindlassReads',
      Effect: 'Allow',
      Action: ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeInstances'],
      Resource: '*',
    },
  ])
})

test('the change role may change instances, and let EC2 use the keys of their volumes', () => {
  expect(changeRolePermissions(commands).Statement).toEqual([
    {
      Sid: 'WindlassChanges',
      Effect: 'Allow',
      Action: ['ec2:StartInstances', 'ec2:StopInstances'],
      Resource: 'arn:*:ec2:*:*:instance/*',
    },
    {
      Sid: 'WindlassLetskmsCreateGrant',
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' },
      },
    },
  ])
})

test('the change role may call functions, with their versions and aliases, and nothing else of them', () => {
  const invoke = { aws: { read: ['lambda:GetFunction'], change: ['lambda:InvokeFunction'] } }
  const calls = {
    Sid: 'WindlassChangesFunctions',
    Effect: 'Allow',
    Action: ['lambda:InvokeFunction'],
    Resource: 'arn:*:lambda:*:*:function:*',
  }
  expect(changeRolePermissions([invoke]).Statement).toEqual([calls])
  const [instances, functions] = changeRolePermissions([...commands, invoke]).Statement
  expect(instances).toMatchObject({ Action: ['ec2:StartInstances', 'ec2:StopInstances'] })
  expect(functions).toEqual(calls)
})

test('the change role may change functions, each of what belongs to them on no more than has to be', () => {
  const change = [
    'lambda:UpdateFunctionConfiguration',
    'lambda:GetFunctionConfiguration',
    'lambda:PutProvisionedConcurrencyConfig',
    'lambda:DeleteProvisionedConcurrencyConfig',
    'lambda:UpdateEventSourceMapping',
    'lambda:UpdateAlias',
  ]
  const allowing = { Effect: 'Allow' }
  const { Statement } = changeRolePermissions([{ aws: { read: [], change } }])
  expect(Statement.toSorted((one, other) => (String(one['Sid']) < String(other['Sid']) ? -1 : 1))).toEqual([
    {
      ...allowing,
      Sid: 'WindlassChangesFunctions',
      Action: ['lambda:GetFunctionConfiguration', 'lambda:UpdateAlias', 'lambda:UpdateFunctionConfiguration'],
      Resource: 'arn:*:lambda:*:*:function:*',
    },
    {
      ...allowing,
      Sid: 'WindlassChangesTriggers',
      Action: ['lambda:UpdateEventSourceMapping'],
      Resource: 'arn:*:lambda:*:*:event-source-mapping:*',
    },
    {
      ...allowing,
      Sid: 'WindlassChangesVersions',
      Action: ['lambda:DeleteProvisionedConcurrencyConfig', 'lambda:PutProvisionedConcurrencyConfig'],
      Resource: 'arn:*:lambda:*:*:function:*:*',
    },
  ])
})
