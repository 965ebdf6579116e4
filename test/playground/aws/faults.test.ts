import { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import type { Fault } from '../../../src/playground/aws/faults.ts'
import { failureOf, readCredentials, startedAws } from './simulation.ts'

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
