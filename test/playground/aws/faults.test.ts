import { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import type { Fault } from '../../../src/playground/aws/faults.ts'
import { failureOf, readCredentials, simulatedIn, startedAws } from './simulation.ts'

test.each<[Fault, string, unknown]>([
  [{ kind: 'throttle' }, 'RequestLimitExceeded', 503],
  [{ kind: 'internal-error' }, 'InternalError', 500],
])('the fault %j arrives as %s', async (fault, code, status) => {
  const { reader, aws } = await startedAws()
  const ec2 = await reader('production')
  aws.faults.add({ fault })
  expect(await failureOf(ec2.describeInstances({}))).toMatchObject({ code, status })
  expect(aws.calls.at(-1)?.outcome).toBe(`fault: ${fault.kind}`)
})

test.each<Fault>([{ kind: 'html' }, { kind: 'cut' }, { kind: 'refuse' }, { kind: 'other-format' }])(
  'after the fault %j nothing can be read',
  async (fault) => {
    const { reader, aws } = await startedAws()
    const ec2 = await reader('production')
    const end = aws.faults.add({ fault })
    expect((await failureOf(ec2.describeInstances({}))).code).not.toBe('none')
    end()
    expect((await failureOf(ec2.describeInstances({}))).code).toBe('none')
  },
)

test('throttled twice, a client that tries three times gets its answer', async () => {
  const { sts, aws } = await startedAws()
  const credentials = await readCredentials(sts(), 'production')
  const ec2 = new EC2({ endpoint: aws.url, region: 'eu-central-1', credentials, retryMode: 'standard', maxAttempts: 3 })
  aws.faults.add({ fault: { kind: 'throttle' }, times: 2, where: { action: 'DescribeInstances' } })
  const answer = await ec2.describeInstances({ MaxResults: 5 })
  expect(answer.$metadata.attempts).toBe(3)
  expect(aws.calls.map(({ outcome }) => outcome)).toEqual(['ok', 'fault: throttle', 'fault: throttle', 'ok'])
})

test('a hanging place does not answer until the client gives up, others do', async () => {
  const { reader, aws } = await startedAws()
  const hanging = await reader('production', 'eu-west-1')
  const well = await reader('production', 'us-east-1')
  aws.faults.add({ fault: { kind: 'hang' }, where: { service: 'ec2', account: '111122223333', region: 'eu-west-1' } })
  const giveUp = new AbortController()
  const asked = failureOf(hanging.describeInstances({}, { abortSignal: giveUp.signal }))
  expect((await failureOf(well.describeInstances({}))).code).toBe('none')
  giveUp.abort()
  expect((await asked).code).toBe('AbortError')
})

test('a slow answer comes after the time that it was given', async () => {
  const waited: number[] = []
  const clock = {
    now: () => 0,
    sleep: (ms: number) => {
      waited.push(ms)
      return Promise.resolve()
    },
  }
  const { sts, aws } = await startedAws({ clock })
  aws.faults.add({ fault: { kind: 'slow', ms: 1500 }, times: 1 })
  expect((await failureOf(sts().getCallerIdentity({}))).code).toBe('none')
  expect((await failureOf(sts().getCallerIdentity({}))).code).toBe('none')
  expect(waited).toEqual([1500])
})

test('a fault is for what it was set for', async () => {
  const { reader, aws } = await startedAws()
  const production = await reader('production')
  const staging = await reader('staging')
  aws.faults.add({ fault: { kind: 'internal-error' }, where: { account: '444455556666', action: 'DescribeVolumes' } })
  const codes = [production.describeVolumes({}), staging.describeInstances({}), staging.describeVolumes({})].map(
    failureOf,
  )
  expect((await Promise.all(codes)).map(({ code }) => code)).toEqual(['none', 'none', 'InternalError'])
  aws.faults.clear()
  expect((await failureOf(staging.describeVolumes({}))).code).toBe('none')
})

test('there is no capacity for a start, in the words of AWS, and a dry run knows nothing of it', async () => {
  const { changer, aws } = await startedAws()
  const ec2 = await changer('staging')
  const InstanceIds = [simulatedIn(aws, 'loadtest-3').id]
  const fault = { kind: 'error', code: 'InsufficientInstanceCapacity' } as const
  aws.faults.add({ fault, where: { action: 'StartInstances' }, times: 1 })
  expect((await failureOf(ec2.startInstances({ InstanceIds, DryRun: true }))).code).toBe('DryRunOperation')
  expect(await failureOf(ec2.startInstances({ InstanceIds }))).toEqual({
    code: 'InsufficientInstanceCapacity',
    message: 'Insufficient capacity.',
    status: 500,
  })
  expect((await failureOf(ec2.startInstances({ InstanceIds }))).code).toBe('none')
})

test('any error can be given any words', async () => {
  const { reader, aws } = await startedAws()
  const ec2 = await reader('production')
  aws.faults.add({ fault: { kind: 'error', code: 'Teapot', message: 'Short and stout', status: 418 }, times: 1 })
  expect(await failureOf(ec2.describeInstances({}))).toEqual({
    code: 'Teapot',
    message: 'Short and stout',
    status: 418,
  })
  aws.faults.add({ fault: { kind: 'error', code: 'IncorrectState' }, times: 1 })
  expect(await failureOf(ec2.describeInstances({}))).toMatchObject({ code: 'IncorrectState', status: 400 })
})

test('of several calls the one that was meant goes wrong: by count, or by the instance that it names', async () => {
  const { changer, aws } = await startedAws()
  const ec2 = await changer('staging')
  const ids = ['loadtest-1', 'loadtest-2', 'checkout-staging-1'].map((name) => simulatedIn(aws, name).id)
  const codes = async () => {
    const found: string[] = []
    for (const id of ids) found.push((await failureOf(ec2.rebootInstances({ InstanceIds: [id] }))).code)
    return found
  }
  const fault = { kind: 'error', code: 'IncorrectInstanceState' } as const
  aws.faults.add({ fault, where: { action: 'RebootInstances' }, after: 1, times: 1 })
  expect(await codes()).toEqual(['none', 'IncorrectInstanceState', 'none'])
  aws.faults.add({ fault, where: { instance: ids[2] ?? '' } })
  expect(await codes()).toEqual(['none', 'none', 'IncorrectInstanceState'])
})

test.each(['lose-answer', 'cut'] as const)('with the fault %s a call is done and its answer lost', async (kind) => {
  const { changer, aws } = await startedAws()
  const ec2 = await changer('staging')
  const { id } = simulatedIn(aws, 'loadtest-1')
  aws.faults.add({ fault: { kind }, where: { action: 'StopInstances' }, times: 1 })
  expect((await failureOf(ec2.stopInstances({ InstanceIds: [id] }))).code).not.toBe('none')
  expect(aws.calls.at(-1)?.outcome).toBe(`fault: ${kind}`)
  expect(aws.trail().at(-1)).toMatchObject({ eventName: 'StopInstances', responseElements: { requestId: /./ } })
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [id] })
  expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('stopping')
})

test('a client that asks again after a lost answer finds that it is done', async () => {
  const { changer, aws } = await startedAws()
  const once = await changer('staging')
  const { id } = simulatedIn(aws, 'loadtest-1')
  const again = new EC2({
    endpoint: aws.url,
    region: 'eu-central-1',
    credentials: once.config.credentials,
    maxAttempts: 3,
  })
  aws.faults.add({ fault: { kind: 'lose-answer' }, times: 1 })
  const answer = await again.stopInstances({ InstanceIds: [id] })
  expect(answer.StoppingInstances).toMatchObject([
    { CurrentState: { Name: 'stopping' }, PreviousState: { Name: 'stopping' } },
  ])
  expect(aws.trail().filter(({ eventName }) => eventName === 'StopInstances')).toHaveLength(2)
})
