import { CloudTrail, type Event, type LookupAttributeKey } from '@aws-sdk/client-cloudtrail'
import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'
import { functionIn } from './functions.ts'
import { account, changeCredentials, failureOf, noon, readCredentials, simulatedIn, startedAws } from './simulation.ts'

async function start() {
  const stage = await startedAws()
  const trailOf = async (name: string, region = 'eu-central-1') =>
    new CloudTrail({
      endpoint: stage.aws.url,
      maxAttempts: 1,
      region,
      credentials: await readCredentials(stage.sts(), name),
    })
  return { ...stage, trailOf }
}

const by = (AttributeKey: LookupAttributeKey, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
})
const namesOf = (events: readonly Event[] | undefined) => (events ?? []).map(({ EventName }) => EventName)
const recordIn = ({ CloudTrailEvent = '' }: Event): unknown => JSON.parse(CloudTrailEvent)

test('a call that was made is found by its instance, newest first, with who made it', async () => {
  const { aws, changer, clock, trailOf } = await start()
  const [ec2, trail] = [await changer('staging'), await trailOf('staging')]
  const { id } = simulatedIn(aws, 'loadtest-1')
  await ec2.stopInstances({ InstanceIds: [id] })
  clock.time += 60_000
  await ec2.startInstances({ InstanceIds: [id, simulatedIn(aws, 'loadtest-3').id] })
  const { Events = [], NextToken } = await trail.lookupEvents(by('ResourceName', id))
  expect(NextToken).toBeUndefined()
  expect(namesOf(Events)).toEqual(['StartInstances', 'StopInstances'])
  expect(Events[1]).toMatchObject({
    EventSource: 'ec2.amazonaws.com',
    EventTime: new Date(noon),
    ReadOnly: 'false',
    Username: 'T0-U0ADA',
    Resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: id }],
  })
  expect(Events[1] && recordIn(Events[1])).toMatchObject({
    eventVersion: expect.any(String),
    eventID: Events[1]?.EventId,
    userIdentity: { type: 'AssumedRole', sessionContext: { sourceIdentity: 'T0-U0ADA' } },
    requestParameters: { instancesSet: { items: [{ instanceId: id }] } },
  })
})

test('what happened before the simulation began is there as well', async () => {
  const { aws, trailOf } = await start()
  const trail = await trailOf('staging')
  const { Events = [] } = await trail.lookupEvents(by('ResourceName', simulatedIn(aws, 'grafana-staging').id))
  expect(Events).toMatchObject([
    {
      EventName: 'StopInstances',
      Username: 'grace@harbour.example',
      EventTime: new Date(noon - 3 * 86_400_000 - 40_000),
    },
  ])
  expect(Events[0] && recordIn(Events[0])).toMatchObject({ sourceIPAddress: '203.0.113.24', awsRegion: 'eu-central-1' })
})

test('a function is found by its name, changed when it says that it was', async () => {
  const { aws, trailOf } = await start()
  const trail = await trailOf('production')
  const { Events = [] } = await trail.lookupEvents(by('ResourceName', 'order-intake'))
  expect(namesOf(Events)).toEqual(['PublishVersion20150331', 'UpdateFunctionCode20150331v2'])
  expect(Events[1]?.EventTime).toEqual(new Date(functionIn(aws, 'order-intake').latest.updatedAt))
})

test('other accounts, other Regions and calls of functions are not in it', async () => {
  const { aws, changer, trailOf } = await start()
  const { id } = simulatedIn(aws, 'loadtest-1')
  await (await changer('staging')).stopInstances({ InstanceIds: [id] })
  for (const trail of [await trailOf('production'), await trailOf('staging', 'us-east-1')])
    expect((await trail.lookupEvents(by('ResourceName', id))).Events).toEqual([])
})

describe('looked for', () => {
  test.each([
    ['EventName', 'StopInstances', ['StopInstances', 'StopInstances', 'StopInstances']],
    ['Username', 'T0-U0ADA', ['StopInstances', 'DescribeInstances']],
    ['ReadOnly', 'true', ['LookupEvents', 'DescribeInstances']],
    ['EventSource', 'sts.amazonaws.com', []],
    ['ResourceType', 'AWS::EC2::Instance', ['StopInstances', 'StopInstances', 'StopInstances']],
    ['ResourceType', 'AWS::Lambda::Function', []],
  ] as const)('by %s %s', async (key, value, expected) => {
    const { aws, changer, trailOf } = await start()
    const trail = await trailOf('staging')
    const ec2 = await changer('staging')
    await ec2.describeInstances({ MaxResults: 5 })
    await ec2.stopInstances({ InstanceIds: [simulatedIn(aws, 'loadtest-1').id] })
    await trail.lookupEvents({ MaxResults: 1 })
    const { Events } = await trail.lookupEvents(by(key, value))
    expect(namesOf(Events)).toEqual(expected)
  })

  test('by the id that an event has', async () => {
    const { trailOf } = await start()
    const trail = await trailOf('production')
    const [first] = (await trail.lookupEvents({})).Events ?? []
    expect((await trail.lookupEvents(by('EventId', first?.EventId ?? ''))).Events).toEqual([first])
  })

  test('in a stretch of time', async () => {
    const { trailOf } = await start()
    const trail = await trailOf('sandbox', 'eu-west-1')
    const since = (ms: number) =>
      trail.lookupEvents({ ...by('EventName', 'StartInstances'), StartTime: new Date(noon - ms) })
    expect((await since(3_600_000)).Events).toHaveLength(1)
    expect((await since(86_400_000)).Events).toHaveLength(2)
    const before = { StartTime: new Date(noon - 86_400_000), EndTime: new Date(noon - 3_600_000) }
    expect((await trail.lookupEvents({ ...by('EventName', 'StartInstances'), ...before })).Events).toHaveLength(1)
  })
})

test('pages follow each other although there are new events, and a token is good for its question only', async () => {
  const { trailOf, changer, aws } = await start()
  const [trail, ec2] = [await trailOf('staging'), await changer('staging')]
  const InstanceIds = [simulatedIn(aws, 'loadtest-1').id]
  for (let count = 0; count < 3; count += 1) await ec2.rebootInstances({ InstanceIds })
  const question = { ...by('EventName', 'RebootInstances'), MaxResults: 2 }
  const first = await trail.lookupEvents(question)
  await ec2.rebootInstances({ InstanceIds })
  const second = await trail.lookupEvents({ ...question, NextToken: first.NextToken })
  expect(second.NextToken).toBeUndefined()
  const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map(({ EventId }) => EventId)
  expect([ids.length, new Set(ids).size]).toEqual([3, 3])
  const other = trail.lookupEvents({ ...by('EventName', 'StopInstances'), NextToken: first.NextToken })
  expect(await failureOf(other)).toMatchObject({ code: 'InvalidNextTokenException', status: 400 })
})

test.each([
  [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
  [{ MaxResults: 0 }, 'InvalidMaxResultsException'],
  [{ StartTime: new Date(noon), EndTime: new Date(noon - 1000) }, 'InvalidTimeRangeException'],
  [
    { LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('Username', 'b').LookupAttributes] },
    'InvalidLookupAttributesException',
  ],
  [{ NextToken: 'x' }, 'InvalidNextTokenException'],
  [by('AccessKeyId', 'ASIA0'), 'NotImplemented'],
])('%o is refused with %s', async (input, code) => {
  const { trailOf } = await start()
  expect((await failureOf((await trailOf('staging')).lookupEvents(input))).code).toBe(code)
})

test('whoever may not look is told so', async () => {
  const { aws, sts } = await start()
  const roles = aws.world.accounts.find(({ id }) => id === account('staging').id)?.roles ?? []
  const role = roles.find(({ name }) => name === 'WindlassChange')
  if (role === undefined) throw new Error('no role')
  role.policies = [parsePolicy({ Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*' } })]
  const credentials = await changeCredentials(sts(), 'staging', {})
  const trail = new CloudTrail({ endpoint: aws.url, maxAttempts: 1, region: 'eu-central-1', credentials })
  const { code, message } = await failureOf(trail.lookupEvents({}))
  expect(code).toBe('AccessDeniedException')
  expect(message).toContain('is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy')
})
