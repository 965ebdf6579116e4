import { parsePolicy } from '../aws/iam/policy.ts'
import { principalId } from '../aws/id.ts'
import { type Role, roleArn, type User, userArn } from '../aws/world.ts'

/** Where the bot's own identity lives; the other accounts trust it. */
export const homeAccount = '111122223333'
export const sandboxAccount = '777788889999'

/** Base credentials of the bot: for the simulated organisation only, worth nothing at AWS. */
export const botCredentials = {
  accessKeyId: 'AKIAWINDLASSPLAYGRND',
  secretAccessKey: 'only-for-the-simulated-organisation/0001',
}

/** The sandbox is only looked at. */
export const hasChangeRole = (account: string): boolean => account !== sandboxAccount

export const externalIdOf = (account: string): string => `harbour-${account.slice(0, 4)}-3f6c21`

const assumeActions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']

const mayAssume = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: assumeActions, Resource: 'arn:aws:iam::*:role/Windlass*' },
    { Effect: 'Allow', Action: 'sts:DecodeAuthorizationMessage', Resource: '*' },
  ],
})

const readActions = [
  'ec2:Describe*',
  'ec2:GetConsoleOutput',
  'autoscaling:Describe*',
  'elasticloadbalancing:Describe*',
  'lambda:Get*',
  'lambda:List*',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'cloudwatch:GetMetricData',
  'pricing:GetProducts',
  'cloudtrail:LookupEvents',
  'bedrock:InvokeModelWithResponseStream',
  'sts:DecodeAuthorizationMessage',
]
const changeActions = [
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:RebootInstances',
  'ec2:TerminateInstances',
  'lambda:InvokeFunction',
  'lambda:PutFunctionConcurrency',
  'lambda:DeleteFunctionConcurrency',
  'lambda:PutProvisionedConcurrencyConfig',
  'lambda:DeleteProvisionedConcurrencyConfig',
  'lambda:UpdateFunctionConfiguration',
  'lambda:PublishVersion',
  'lambda:UpdateAlias',
  'lambda:UpdateEventSourceMapping',
]

const readPolicy = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Read', Effect: 'Allow', Action: readActions, Resource: '*' }],
}
const changePolicy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Change', Effect: 'Allow', Action: [...readActions, ...changeActions], Resource: '*' },
    {
      Sid: 'StartWithEncryptedVolumes',
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' },
      },
    },
  ],
}

export function botUsers(account: string): User[] {
  if (account !== homeAccount) return []
  return [{ name: 'windlass', id: principalId('AIDA', 'windlass'), ...botCredentials, policies: [mayAssume] }]
}

/** In every account a role to read with and in most one to change with; at home also the role of the machine that the bot runs on. */
export function botRoles(account: string): Role[] {
  const role = (name: string, trust: unknown, policies: Role['policies']): Role => ({
    name,
    id: principalId('AROA', `${account}/${name}`),
    maxSessionSeconds: 3600,
    trust: parsePolicy(trust),
    policies,
  })
  const trust = trustOf(account)
  const roles = [
    role('WindlassRead', trust, [parsePolicy(readPolicy)]),
    ...(hasChangeRole(account) ? [role('WindlassChange', trust, [parsePolicy(changePolicy)])] : []),
  ]
  return account === homeAccount ? [...roles, role('WindlassHost', hostTrust, [mayAssume])] : roles
}

const hostTrust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: userArn(homeAccount, 'windlass') }, Action: assumeActions }],
}

const trustOf = (account: string): unknown => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Windlass',
      Effect: 'Allow',
      Principal: { AWS: [userArn(homeAccount, 'windlass'), roleArn(homeAccount, 'WindlassHost')] },
      Action: assumeActions,
      Condition: { StringEquals: { 'sts:ExternalId': externalIdOf(account) } },
    },
  ],
})
