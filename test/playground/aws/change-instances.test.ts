import type { EC2, Instance, InstanceStateName } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import type { AwsSimulation } from '../../../src/playground/aws/organisation.ts'
import { failureOf, simulatedIn, startedAws } from './simulation.ts'

const put = (aws: AwsSimulation, name: string, state: InstanceStateName): string => {
  const simulated = simulatedIn(aws, name)
  simulated.moves = [{ at: 0, state }]
  return simulated.id
}

async function shown(ec2: EC2, id: string): Promise<Instance> {
  const answer = await ec2.describeInstances({ InstanceIds: [id] })
  const instance = answer.Reservations?.[0]?.Instances?.[0]
  if (instance === undefined) throw new Error(`no instance ${id}`)
  return instance
}

const stateOf = async (ec2: EC2, id: string) => (await shown(ec2, id)).State?.Name

type Input = { InstanceIds: string[]; DryRun?: boolean }
const calls = {
  StartInstances: (ec2: EC2, input: Input) => ec2.startInstances(input),
  StopInstances: (ec2: EC2, input: Input) => ec2.stopInstances(input),
  RebootInstances: (ec2: EC2, input: Input) => ec2.rebootInstances(input),
  TerminateInstances: (ec2: EC2, input: Input) => ec2.terminateInstances(input),
}
type Call = keyof typeof calls
const states = ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'] as const

/** What each call makes of an instance in each state, in the order of the states above; `-` refuses. */
test.each<[Call, readonly string[]]>([
  ['StartInstances', ['pending', 'running', '-', 'pending', '-', '-']],
  ['StopInstances', ['-', 'stopping', 'stopping', 'stopped', '-', '-']],
  ['RebootInstances', ['-', 'running', '-', '-', '-', 'terminated']],
  [
    'TerminateInstances',
    ['shutting-down', 'shutting-down', 'shutting-down', 'terminated', 'shutting-down', 'terminated'],
  ],
])('%s takes an instance from each state to what EC2 takes it to', async (call, expected) => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('production')
  const seen: (string | undefined)[] = []
  for (const state of states) {
    const id = put(aws, 'grafana', state)
    const { code } = await failureOf(calls[call](ec2, { InstanceIds: [id] }))
    expect(['none', 'IncorrectInstanceState']).toContain(code)
    const after = await stateOf(ec2, id)
    if (code !== 'none') expect(after).toBe(state)
    seen.push(code === 'none' ? after : '-')
  }
  expect(seen).toEqual(expected)
})

test.each<[Call, InstanceStateName, string]>([
  ['StartInstances', 'stopping', "The instance '<id>' is not in a state from which it can be started."],
  ['StopInstances', 'pending', "Instance '<id>' cannot be stopped as it has never reached the 'running' state."],
  ['StopInstances', 'terminated', "This instance '<id>' is not in a state from which it can be stopped."],
  ['RebootInstances', 'stopped', "The instance '<id>' is not in the 'running' state."],
])('%s of an instance that is %s says why not', async (call, state, message) => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('production')
  const id = put(aws, 'grafana', state)
  expect(await failureOf(calls[call](ec2, { InstanceIds: [id] }))).toEqual({
    code: 'IncorrectInstanceState',
    message: message.replace('<id>', id),
    status: 400,
  })
})

test('a stop tells what was and what is, says who wanted it and takes its time', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('production')
  const { id } = simulatedIn(aws, 'grafana')
  const answer = await ec2.stopInstances({ InstanceIds: [id] })
  expect(answer.StoppingInstances).toEqual([
    { InstanceId: id, CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } },
  ])
  expect(await shown(ec2, id)).toMatchObject({
    StateTransitionReason: 'User initiated (2026-11-23 12:00:00 GMT)',
    StateReason: {
      Code: 'Client.UserInitiatedShutdown',
      Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
    },
  })
  clock.time += 39_000
  expect(await stateOf(ec2, id)).toBe('stopping')
  clock.time += 1000
  expect(await stateOf(ec2, id)).toBe('stopped')
  const again = await ec2.stopInstances({ InstanceIds: [id] })
  expect(again.StoppingInstances).toMatchObject([
    { CurrentState: { Name: 'stopped' }, PreviousState: { Name: 'stopped' } },
  ])
})

test('a start launches anew: another launch time, no reason any more, running after a while', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('staging')
  const { id } = simulatedIn(aws, 'grafana-staging')
  const answer = await ec2.startInstances({ InstanceIds: [id] })
  expect(answer.StartingInstances).toEqual([
    { InstanceId: id, CurrentState: { Code: 0, Name: 'pending' }, PreviousState: { Code: 80, Name: 'stopped' } },
  ])
  clock.time += 25_000
  const instance = await shown(ec2, id)
  expect(instance).toMatchObject({ State: { Name: 'running' }, LaunchTime: new Date('2026-11-23T12:00:00Z') })
  expect(instance.StateTransitionReason).toBe('')
  expect(instance).not.toHaveProperty('StateReason')
})

test('a forced stop is quicker, also for one that is already stopping', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('production')
  const ids = ['grafana', 'prometheus'].map((name) => simulatedIn(aws, name).id)
  const [forced = '', hurried = ''] = ids
  await ec2.stopInstances({ InstanceIds: [forced], Force: true })
  await ec2.stopInstances({ InstanceIds: [hurried] })
  await ec2.stopInstances({ InstanceIds: [hurried], Force: true })
  clock.time += 20_000
  expect(await Promise.all(ids.map((id) => stateOf(ec2, id)))).toEqual(['stopped', 'stopped'])
})

test('an instance hibernates only where it was configured to, and says so', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('staging')
  const { id } = simulatedIn(aws, 'checkout-staging-1')
  await ec2.stopInstances({ InstanceIds: [id], Hibernate: true })
  clock.time += 60_000
  expect(await stateOf(ec2, id)).toBe('stopping')
  clock.time += 30_000
  expect(await shown(ec2, id)).toMatchObject({
    State: { Name: 'stopped' },
    StateReason: { Code: 'Client.UserInitiatedHibernate' },
  })
  const other = simulatedIn(aws, 'loadtest-1').id
  const failure = await failureOf(ec2.stopInstances({ InstanceIds: [other], Hibernate: true }))
  expect(failure.code).toBe('UnsupportedHibernationConfiguration')
})

test('one that cannot be stopped keeps all from being stopped', async () => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('production')
  const well = simulatedIn(aws, 'grafana').id
  const cannot = async (name: string) => {
    const failure = await failureOf(ec2.stopInstances({ InstanceIds: [well, simulatedIn(aws, name).id] }))
    return failure.code
  }
  simulatedIn(aws, 'prometheus').running.RootDeviceType = 'instance-store'
  expect(await cannot('web-6')).toBe('IncorrectInstanceState')
  expect(await cannot('vpn')).toBe('OperationNotPermitted')
  expect(await cannot('jenkins-agent-1')).toBe('UnsupportedOperation')
  expect(await cannot('prometheus')).toBe('UnsupportedOperation')
  expect(await stateOf(ec2, well)).toBe('running')
})

test.each<[string[] | undefined, string, string]>([
  [undefined, 'MissingParameter', 'The request must contain the parameter InstanceId'],
  [['grafana'], 'InvalidInstanceID.Malformed', 'Invalid id: "grafana" (expecting "i-...")'],
  [['i-0123456789abcdef0'], 'InvalidInstanceID.NotFound', "The instance ID 'i-0123456789abcdef0' does not exist"],
])('the ids %j are refused with %s, also when only tried', async (InstanceIds, code, message) => {
  const { changer } = await startedAws()
  const ec2 = await changer('production')
  for (const DryRun of [false, true])
    expect(await failureOf(ec2.startInstances({ InstanceIds, DryRun }))).toEqual({ code, message, status: 400 })
})

test('a dry run says whether one may, not whether it would work, and does nothing', async () => {
  const { aws, changer, reader } = await startedAws()
  const ec2 = await changer('production')
  const id = put(aws, 'grafana', 'terminated')
  for (const call of Object.values(calls)) {
    const may = await failureOf(call(ec2, { InstanceIds: [id], DryRun: true }))
    expect(may).toMatchObject({ code: 'DryRunOperation', status: 412 })
  }
  const running = simulatedIn(aws, 'prometheus').id
  await failureOf(ec2.stopInstances({ InstanceIds: [running], DryRun: true }))
  expect(await stateOf(ec2, running)).toBe('running')
  const mayNot = await failureOf((await reader('production')).stopInstances({ InstanceIds: [running], DryRun: true }))
  expect(mayNot).toMatchObject({ code: 'UnauthorizedOperation', status: 403 })
})

test('a public address is given back at the stop and another one given at the start, an Elastic one stays', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('production', 'eu-west-1')
  const { id } = simulatedIn(aws, 'warehouse-api-1')
  const elastic = simulatedIn(aws, 'warehouse-sftp').id
  const address = async (which: string) => (await shown(ec2, which)).PublicIpAddress
  const [first, kept] = [await address(id), await address(elastic)]
  await ec2.stopInstances({ InstanceIds: [id] })
  clock.time += 40_000
  expect(await address(id)).toBeUndefined()
  await ec2.startInstances({ InstanceIds: [id, elastic] })
  const second = await address(id)
  expect(second).toMatch(/^198\.51\.100\./)
  expect(second).not.toBe(first)
  expect(await address(elastic)).toBe(kept)
  const filter = { Name: 'network-interface.association.public-ip', Values: [second ?? ''] }
  expect((await ec2.describeInstances({ Filters: [filter] })).Reservations).toHaveLength(1)
})
