import { expect, test } from 'vitest'
import { failureOf, nameOf, namesOf, startedAws } from './simulation.ts'

test('an instance has its id, type, state, addresses, tags and disks', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const answer = await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: ['bastion'] }] })
  const [reservation] = answer.Reservations ?? []
  expect(reservation).toMatchObject({ OwnerId: '111122223333', Groups: [] })
  expect(reservation?.Instances).toMatchObject([
    {
      InstanceType: 't4g.small',
      Architecture: 'arm64',
      State: { Code: 16, Name: 'running' },
      Placement: { AvailabilityZone: 'eu-central-1a', AvailabilityZoneId: 'euc1-az1', Tenancy: 'default' },
      KeyName: 'harbour-prod',
      NetworkInterfaces: [{ Association: { IpOwnerId: '111122223333' } }],
    },
  ])
})

test('accounts and Regions are apart', async () => {
  const { reader } = await startedAws()
  const named = async (account: string, region: string) =>
    namesOf(await (await reader(account, region)).describeInstances({}))
  expect(await named('production', 'us-east-1')).toContain('web-us-1')
  expect(await named('staging', 'us-east-1')).toEqual(['web-staging-us-1', 'checkout-staging-us-1'])
  expect(await named('staging', 'ap-southeast-2')).toEqual([])
})

test('an id that is not there and one that cannot be are refused in the words of EC2', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const failing = (...InstanceIds: string[]) => failureOf(ec2.describeInstances({ InstanceIds }))
  expect(await failing('i-0123456789abcdef0')).toEqual({
    code: 'InvalidInstanceID.NotFound',
    message: "The instance ID 'i-0123456789abcdef0' does not exist",
    status: 400,
  })
  expect(await failing('i-0123456789abcdef0', 'i-12345678')).toMatchObject({
    message: "The instance IDs 'i-0123456789abcdef0, i-12345678' do not exist",
  })
  expect(await failing('i-nonsense')).toMatchObject({
    code: 'InvalidInstanceID.Malformed',
    message: 'Invalid id: "i-nonsense"',
  })
  expect(await failing('web-1')).toMatchObject({ message: 'Invalid id: "web-1" (expecting "i-...")' })
})

test('ids narrow the answer, and one unknown id among known ones fails the call', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const all = (await ec2.describeInstances({})).Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []
  const id = all.find((instance) => nameOf(instance) === 'grafana')?.InstanceId ?? ''
  expect(namesOf(await ec2.describeInstances({ InstanceIds: [id, id] }))).toEqual(['grafana'])
  const failure = await failureOf(ec2.describeInstances({ InstanceIds: [id, 'i-0123456789abcdef0'] }))
  expect(failure.code).toBe('InvalidInstanceID.NotFound')
})

test.each([
  [
    { MaxResults: 4 },
    'InvalidParameterValue',
    'Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.',
  ],
  [{ MaxResults: 1001 }, 'InvalidParameterValue', /less than or equal to 1000/],
  [{ MaxResults: 5, InstanceIds: ['i-0123456789abcdef0'] }, 'InvalidInstanceID.NotFound', /does not exist/],
  [{ NextToken: 'bm9uc2Vuc2U' }, 'InvalidNextToken', 'The specified NextToken is not valid.'],
  [{ DryRun: true }, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'],
])('%j is answered with %s', async (input, code, message) => {
  const { reader } = await startedAws()
  const failure = await failureOf((await reader('production')).describeInstances(input))
  expect(failure.code).toBe(code)
  expect(failure.message).toMatch(message)
})

test('ids and MaxResults exclude each other', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const first = (await ec2.describeInstances({})).Reservations?.[0]?.Instances?.[0]?.InstanceId ?? ''
  expect(await failureOf(ec2.describeInstances({ InstanceIds: [first], MaxResults: 10 }))).toEqual({
    code: 'InvalidParameterCombination',
    message: 'The parameter instancesSet cannot be used with the parameter maxResults',
    status: 400,
  })
})

test('a token of one question is not good for another', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const { NextToken } = await ec2.describeInstances({ MaxResults: 5 })
  const Filters = [{ Name: 'instance-type', Values: ['m7g.*'] }]
  const failure = await failureOf(ec2.describeInstances({ MaxResults: 5, NextToken, Filters }))
  expect(failure.code).toBe('InvalidNextToken')
})

test('what is starting runs and what is stopping stops as the clock goes on', async () => {
  const { reader, clock } = await startedAws()
  const ec2 = await reader('production')
  const stateOf = async (name: string) => {
    const answer = await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: [name] }] })
    return answer.Reservations?.[0]?.Instances?.[0]?.State?.Name
  }
  expect([await stateOf('web-6'), await stateOf('jenkins-agent-2')]).toEqual(['pending', 'stopping'])
  clock.time += 20_000
  expect([await stateOf('web-6'), await stateOf('jenkins-agent-2')]).toEqual(['running', 'stopping'])
  clock.time += 20_000
  expect([await stateOf('web-6'), await stateOf('jenkins-agent-2')]).toEqual(['running', 'stopped'])
})

test('a terminated instance has neither address nor disk, and is forgotten after an hour', async () => {
  const { reader, clock } = await startedAws()
  const ec2 = await reader('production', 'us-east-1')
  const find = async () =>
    (await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: ['batch-etl-1'] }] })).Reservations
  const [reservation] = (await find()) ?? []
  expect(reservation?.Instances?.[0]).toMatchObject({
    State: { Code: 48, Name: 'terminated' },
    StateReason: { Code: 'Server.SpotInstanceTermination' },
    NetworkInterfaces: [],
    BlockDeviceMappings: [],
  })
  expect(reservation?.Instances?.[0]).not.toHaveProperty('PrivateIpAddress')
  clock.time += 48 * 60_000
  expect(await find()).toEqual([])
})

test('stopping gives a public address back to Amazon but keeps an Elastic one', async () => {
  const { reader, aws } = await startedAws()
  const place = aws.world.accounts[0]?.places.get('eu-west-1')
  for (const one of place?.instances ?? []) one.moves = [{ at: 0, state: 'stopped' }]
  const answer = await (await reader('production', 'eu-west-1')).describeInstances({})
  const found = answer.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []
  const addressOf = (name: string) => found.find((one) => nameOf(one) === name)?.PublicIpAddress
  expect(addressOf('warehouse-sftp')).toMatch(/^203\.0\.113\./)
  expect(addressOf('warehouse-api-1')).toBeUndefined()
})
