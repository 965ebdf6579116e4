import type {
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult,
  InstanceStatus,
  InstanceStatusSummary,
} from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import type { CheckResult, SimulatedInstance } from '../world.ts'
import { filterBy } from './filters/filter.ts'
import { instanceStatusFilters } from './filters/instance-status.ts'
import { instanceAt, moveAt } from './instance-at.ts'
import { checkFound, checkInstanceIds } from './instance-ids.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

/** EC2 API Reference, DescribeInstanceStatus. */
const mostIds = 100
/** Checks take a few minutes to say something after a start. */
const initializingMs = 120_000

export const describeInstanceStatus = readAction({
  name: 'DescribeInstanceStatus',
  run(input: DescribeInstanceStatusRequest, call): DescribeInstanceStatusResult {
    const { InstanceIds: ids = [], Filters, IncludeAllInstances = false } = input
    checkInstanceIds(ids)
    if (ids.length > mostIds)
      throw new AwsError('InvalidParameterValue', `The maximum number of instance IDs is ${mostIds}.`)
    const fits = filterBy(instanceStatusFilters, Filters)
    const statuses = call.place.instances.flatMap((simulated) => statusOf(simulated, call.now))
    checkFound(ids, (id) => statuses.some(({ InstanceId }) => InstanceId === id))
    const found = statuses.filter(
      (status) =>
        (ids.length === 0 || ids.includes(status.InstanceId ?? '')) &&
        (IncludeAllInstances || status.InstanceState?.Name === 'running') &&
        fits(status),
    )
    const limits = { call, bounds: [5, 1000], ids: { name: 'instancesSet', given: ids } } as const
    const { items, ...next } = pageOf(found, input, limits)
    return { InstanceStatuses: [...items], ...next }
  },
})

function statusOf(simulated: SimulatedInstance, now: number): InstanceStatus[] {
  const instance = instanceAt(simulated, now)
  const move = moveAt(simulated, now)
  if (instance === undefined || move === undefined) return []
  const isInitializing = move.state === 'running' && now - move.at < initializingMs
  const summary = (check: CheckResult): InstanceStatusSummary => {
    if (move.state !== 'running') return { Status: 'not-applicable' }
    return isInitializing ? initializing : summaryOf(check)
  }
  const { AvailabilityZone, AvailabilityZoneId } = instance.Placement ?? {}
  return [
    {
      AvailabilityZone,
      AvailabilityZoneId,
      Events: [...simulated.events],
      InstanceId: simulated.id,
      InstanceState: instance.State,
      InstanceStatus: summary(simulated.checks.instance),
      SystemStatus: summary(simulated.checks.system),
      AttachedEbsStatus: summary(simulated.checks.volumes ?? reachable),
      Operator: { Managed: false },
    },
  ]
}

const reachable: CheckResult = { isPassed: true, since: 0 }

const initializing: InstanceStatusSummary = {
  Status: 'initializing',
  Details: [{ Name: 'reachability', Status: 'initializing' }],
}

function summaryOf({ isPassed, since }: CheckResult): InstanceStatusSummary {
  return isPassed
    ? { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
    : { Status: 'impaired', Details: [{ Name: 'reachability', Status: 'failed', ImpairedSince: new Date(since) }] }
}
