import { afterEach, describe, expect, test } from 'vitest'
import { assumedRole, ec2Answer, ec2Error, instancesAnswer, stsError } from './answers.ts'
import { jsonAnswer, jsonError } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, frankfurt, type Surroundings, stagingFrankfurt, surround } from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const whoAmI: Reply = {
  body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::999999999999:user/windlass</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
}
const nothing: Record<string, Reply> = {
  GetCallerIdentity: whoAmI,
  DescribeInstances: instancesAnswer([]),
  DescribeInstanceStatus: ec2Error('InvalidInstanceID.NotFound'),
  DescribeVolumes: ec2Answer('DescribeVolumes', '<volumeSet/>'),
  DescribeImages: ec2Answer('DescribeImages', '<imagesSet/>'),
  DescribeInstanceTypes: ec2Answer('DescribeInstanceTypes', '<instanceTypeSet/>'),
  DescribeInstanceAttribute: ec2Error('InvalidInstanceID.NotFound'),
  LookupEvents: jsonAnswer({ Events: [] }),
  DescribeScalingActivities: stsError('ValidationError', 400),
  GetConsoleOutput: ec2Error('InvalidInstanceID.NotFound'),
  DescribeSecurityGroups: ec2Answer('DescribeSecurityGroups', '<securityGroupInfo/>'),
  DescribeNetworkAcls: ec2Answer('DescribeNetworkAcls', '<networkAclSet/>'),
  DescribeRouteTables: ec2Answer('DescribeRouteTables', '<routeTableSet/>'),
  DescribeSpotInstanceRequests: ec2Answer('DescribeSpotInstanceRequests', '<spotInstanceRequestSet/>'),
  DescribeLoadBalancers: stsError('LoadBalancerNotFound', 400),
  'GET /2016-08-19/account-settings': jsonAnswer({ AccountLimit: { ConcurrentExecutions: 1000 } }),
  DecodeAuthorizationMessage: stsError('InvalidAuthorizationMessageException', 400),
  GetProducts: jsonAnswer({ FormatVersion: 'aws_v1', PriceList: [] }),
}
const check = (place = frankfurt) => here.aws.checkPlace(place, ada)
const answering = (replies: Record<string, Reply>) =>
  surround(
    (call) =>
      replies[call.action] ?? (call.action === 'AssumeRole' ? assumedRole(call) : (nothing[call.action] ?? 'reset')),
  )

test('a place where all is well says how many instances it has', async () => {
  here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1' }, { id: 'i-2' }], 'next') })
  expect(await check()).toEqual({ place: frankfurt, found: { instances: 2, isAll: false }, problems: [] })
})

test('an empty place is asked for everything as well', async () => {
  here = await answering({})
  expect(await check()).toEqual({ place: frankfurt, found: { instances: 0, isAll: true }, problems: [] })
  expect(new Set(here.stub.calls.map(({ action }) => action)).size).toBe(18)
})

test('every action that the role lacks is named', async () => {
  const denied = ec2Error('UnauthorizedOperation', 403)
  here = await answering({
    DescribeVolumes: denied,
    DescribeInstanceAttribute: denied,
    GetConsoleOutput: denied,
    LookupEvents: jsonError('AccessDeniedException'),
    DecodeAuthorizationMessage: stsError('AccessDenied'),
    GetProducts: jsonError('AccessDeniedException'),
  })
  const { found, problems } = await check()
  expect(found).toBeDefined()
  expect(problems.map(({ message }) => /may not do (\S+)/.exec(message)?.[1])).toEqual([
    'ec2:DescribeVolumes',
    'ec2:DescribeInstanceAttribute',
    'cloudtrail:LookupEvents',
    'ec2:GetConsoleOutput',
    'sts:DecodeAuthorizationMessage',
    'pricing:GetProducts',
  ])
})

describe('a trust policy', () => {
  const refusing = (isRefused: (call: Call) => boolean) =>
    surround((call) =>
      call.action === 'AssumeRole'
        ? isRefused(call)
          ? stsError('AccessDenied')
          : assumedRole(call)
        : (nothing[call.action] ?? 'reset'),
    )
  const hasTags = ({ params }: Call) => params.has('Tags.member.1.Key')
  const hasSource = ({ params }: Call) => params.has('SourceIdentity')

  test.each([
    { lacks: 'sts:TagSession', isRefused: hasTags },
    { lacks: 'sts:SetSourceIdentity', isRefused: hasSource },
    { lacks: 'sts:TagSession and sts:SetSourceIdentity', isRefused: (call: Call) => hasTags(call) || hasSource(call) },
  ])('that lacks $lacks', async ({ lacks, isRefused }) => {
    here = await refusing(isRefused)
    const { problems } = await check()
    expect(problems).toMatchObject([
      {
        code: 'NoRole',
        message: expect.stringContaining(
          `role WindlassRead of production lacks ${lacks} for arn:aws:iam::999999999999:user/windlass.`,
        ),
      },
    ])
    // What was tried with less is not used for anything.
    expect(here.stub.calls.filter(({ service }) => service === 'ec2')).toEqual([])
  })

  test.each([
    { place: frankfurt, advice: 'it has to be the one in windlass.yaml' },
    { place: stagingFrankfurt, advice: 'that goes into windlass.yaml as externalId' },
  ])('that does not know Windlass at all, $advice', async ({ place, advice }) => {
    here = await refusing(() => true)
    const { found, problems } = await check(place)
    expect(found).toBeUndefined()
    expect(problems[0]?.message).toContain('does not let arn:aws:iam::999999999999:user/windlass assume it')
    expect(problems[0]?.message).toContain(advice)
  })
})
