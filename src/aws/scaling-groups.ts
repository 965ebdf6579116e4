import type { AutoScaling, AutoScalingGroup, AutoScalingInstanceDetails } from '@aws-sdk/client-auto-scaling'
import type { ScalingGroup } from '../core/ec2/surroundings.ts'
import { inGroups, listed } from './listed.ts'

// EC2 Auto Scaling API reference, DescribeAutoScalingInstances and DescribeAutoScalingGroups.
const mostInstances = 50
const mostGroups = 50

// Without any one of them an instance that stops is not replaced (EC2 Auto Scaling User Guide, "Suspend and resume processes").
const replacingProcesses: ReadonlySet<string | undefined> = new Set([
  'HealthCheck',
  'Launch',
  'ReplaceUnhealthy',
  'Terminate',
])
const standby: ReadonlySet<string | undefined> = new Set(['EnteringStandby', 'Standby'])

/** The instances that Auto Scaling groups manage: which group each is in, and how it is doing there. */
export function readMemberships(ids: readonly string[]) {
  return async (client: AutoScaling, abortSignal: AbortSignal): Promise<readonly AutoScalingInstanceDetails[]> => {
    const answers = inGroups(ids, mostInstances).map((group) =>
      client.describeAutoScalingInstances({ InstanceIds: [...group] }, { abortSignal }),
    )
    return (await Promise.all(answers)).flatMap(({ AutoScalingInstances }) => listed(AutoScalingInstances))
  }
}

export function readGroups(memberships: readonly Pick<AutoScalingInstanceDetails, 'AutoScalingGroupName'>[]) {
  const names = [...new Set(memberships.flatMap(({ AutoScalingGroupName }) => AutoScalingGroupName ?? []))]
  return async (client: AutoScaling, abortSignal: AbortSignal): Promise<readonly AutoScalingGroup[]> => {
    const answers = inGroups(names, mostGroups).map((group) =>
      client.describeAutoScalingGroups({ AutoScalingGroupNames: [...group] }, { abortSignal }),
    )
    return (await Promise.all(answers)).flatMap(({ AutoScalingGroups }) => listed(AutoScalingGroups))
  }
}

/** By instance id. */
export function scalingGroupsOf(
  memberships: readonly AutoScalingInstanceDetails[],
  groups: readonly AutoScalingGroup[],
): ReadonlyMap<string, ScalingGroup> {
  const byName = new Map(groups.map((group) => [group.AutoScalingGroupName, group]))
  return new Map(
    memberships.flatMap((membership) => {
      const group = byName.get(membership.AutoScalingGroupName)
      return group === undefined ? [] : [[membership.InstanceId ?? '', scalingGroupOf(membership, group)] as const]
    }),
  )
}

function scalingGroupOf({ LifecycleState }: AutoScalingInstanceDetails, group: AutoScalingGroup): ScalingGroup {
  const suspended = (group.SuspendedProcesses ?? []).some(({ ProcessName }) => replacingProcesses.has(ProcessName))
  return {
    name: group.AutoScalingGroupName ?? '',
    desired: group.DesiredCapacity ?? 0,
    members: (group.Instances ?? []).length,
    min: group.MinSize ?? 0,
    replaces: !suspended && !standby.has(LifecycleState),
  }
}
