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

const decodes = {
  Sid: 'WindlassDecodesDenials',
  Effect: 'Allow',
  Action: 'sts:DecodeAuthorizationMessage',
  Resource: '*',
}

test('the read role may do what commands read, those that change included, and decode denials', () => {
  expect(readRolePermissions(commands).Statement).toEqual([
    {
      Sid: 'WindlassReads',
      Effect: 'Allow',
      Action: ['autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeInstances', 'sts:DecodeAuthorizationMessage'],
      Resource: '*',
    },
  ])
})

const model = {
  id: 'vendor.words-1:0',
  account: 'production',
  region: 'eu-central-1',
  tokensPerDay: 1,
  dollarsPerDay: undefined,
  prices: undefined,
  guardrail: undefined,
}
const profile = 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc'
const ownModel = 'arn:aws:bedrock:eu-central-1:111122223333:provisioned-model/abc'

test.each([
  ['vendor.words-1:0', ['arn:*:bedrock:*::foundation-model/vendor.words-1:0']],
  [
    'eu.vendor.words-1:0',
    ['arn:*:bedrock:*:*:inference-profile/eu.vendor.words-1:0', 'arn:*:bedrock:*::foundation-model/vendor.words-1:0'],
  ],
  [profile, [profile, 'arn:*:bedrock:*::foundation-model/*']],
  [ownModel, [ownModel]],
])('the read role may ask the model %s', (id, resources) => {
  expect(readRolePermissions(commands, { ...model, id }).Statement.slice(1)).toEqual([
    {
      Sid: 'WindlassAsksTheModel',
      Effect: 'Allow',
      Action: 'bedrock:InvokeModelWithResponseStream',
      Resource: resources,
    },
  ])
})

test('the read role may use the guardrail of the model', () => {
  expect(readRolePermissions(commands, { ...model, guardrail: { id: 'gr1', version: '1' } }).Statement.at(-1)).toEqual({
    Sid: 'WindlassUsesTheGuardrail',
    Effect: 'Allow',
    Action: 'bedrock:ApplyGuardrail',
    Resource: 'arn:*:bedrock:*:*:guardrail/gr1',
  })
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
    decodes,
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
  expect(changeRolePermissions([invoke]).Statement).toEqual([calls, decodes])
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
    decodes,
  ])
})

test('a change role that changes nothing has nothing to decode', () => {
  expect(changeRolePermissions([list, pause]).Statement).toEqual([])
})
