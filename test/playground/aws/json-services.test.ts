import { CloudTrail } from '@aws-sdk/client-cloudtrail'
import { expect, test } from 'vitest'
import { startedFunctions } from './functions.ts'
import { failureOf, noon, readCredentials } from './simulation.ts'

const window = { StartTime: new Date(noon - 3_600_000), EndTime: new Date(noon), MetricDataQueries: [] }

async function calls() {
  const { aws, sts, reader, logs, monitoring } = await startedFunctions()
  const credentials = await readCredentials(sts(), 'staging')
  const trail = new CloudTrail({ endpoint: aws.url, maxAttempts: 1, region: 'eu-central-1', credentials })
  const [lambda, written, metrics] = [await reader('staging'), await logs('staging'), await monitoring('staging')]
  return {
    aws,
    lambda: () => lambda.listFunctions({}),
    logs: () => written.describeLogGroups({}),
    monitoring: () => metrics.getMetricData(window),
    cloudtrail: () => trail.lookupEvents({}),
  }
}

test.each([
  ['lambda', { code: 'TooManyRequestsException', status: 429 }, { code: 'ServiceException', status: 500 }],
  ['logs', { code: 'ThrottlingException', status: 400 }, { code: 'ServiceUnavailableException', status: 500 }],
  ['cloudtrail', { code: 'ThrottlingException', status: 400 }, { code: 'InternalError', status: 500 }],
  ['monitoring', { code: 'ThrottlingException', status: 400 }, { code: 'InternalServiceFault', status: 500 }],
] as const)('%s throttles and breaks in its own words', async (service, throttled, broken) => {
  const { aws, ...ask } = await calls()
  aws.faults.add({ fault: { kind: 'throttle' }, where: { service }, times: 1 })
  expect(await failureOf(ask[service]())).toMatchObject(throttled)
  aws.faults.add({ fault: { kind: 'internal-error' }, where: { service }, times: 1 })
  expect(await failureOf(ask[service]())).toMatchObject(broken)
  expect((await failureOf(ask[service]())).code).toBe('none')
})

test.each(['lambda', 'logs', 'monitoring', 'cloudtrail'] as const)(
  '%s can answer what nobody understands',
  async (service) => {
    const { aws, ...ask } = await calls()
    for (const kind of ['html', 'other-format', 'cut', 'refuse', 'lose-answer'] as const) {
      aws.faults.add({ fault: { kind }, where: { service }, times: 1 })
      expect((await failureOf(ask[service]())).code, kind).not.toBe('none')
    }
    expect((await failureOf(ask[service]())).code).toBe('none')
  },
)

test.each([
  ['SnapStartNotReadyException', 409],
  ['ENILimitReachedException', 502],
  ['KMSAccessDeniedException', 502],
  ['CodeArtifactUserFailedException', 409],
])('the error %s of Lambda comes with its status', async (code, status) => {
  const { aws, lambda } = await calls()
  aws.faults.add({ fault: { kind: 'error', code }, where: { service: 'lambda' }, times: 1 })
  expect(await failureOf(lambda())).toMatchObject({ code, status })
})
