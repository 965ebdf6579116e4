import type { DescribeInstancesRequest, DescribeInstancesResult, Instance, Reservation } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { filterBy } from './filters/filter.ts'
import { instanceFilters, type ListedInstance } from './filters/instance.ts'
import { instanceAt } from './instance-at.ts'
import { checkFound, checkInstanceIds } from './instance-ids.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

export const describeInstances = readAction({
  name: 'DescribeInstances',
  run(input: DescribeInstancesRequest, call): DescribeInstancesResult {
    const { InstanceIds: ids = [], Filters } = input
    checkInstanceIds(ids)
    const fits = filterBy(instanceFilters, Filters)
    const all = listInstances(call)
    const known = new Set(all.map(({ instance }) => instance.InstanceId))
    checkFound(ids, (id) => known.has(id))
    const wanted = new Set(ids)
    const found = all.filter(
      (listed) => (wanted.size === 0 || wanted.has(listed.instance.InstanceId ?? '')) && fits(listed),
    )
    const limits = { call, bounds: [5, 1000], ids: { name: 'instancesSet', given: ids } } as const
    const { items, ...next } = pageOf(found, input, limits)
    return { Reservations: reservationsOf(items), ...next }
  },
})

function listInstances({ place, caller, now }: Call): ListedInstance[] {
  return place.instances.flatMap((simulated) => {
    const instance = instanceAt(simulated, now)
    const { reservationId, requesterId } = simulated
    return instance === undefined ? [] : [{ instance, owner: caller.account, reservationId, requesterId }]
  })
}

/** Pages count instances; those of one page that were launched together are one reservation. */
function reservationsOf(listed: readonly ListedInstance[]): Reservation[] {
  const reservations = new Map<string, Reservation & { Instances: Instance[] }>()
  for (const { instance, owner, reservationId, requesterId } of listed) {
    const known = reservations.get(reservationId)
    if (known !== undefined) known.Instances.push(instance)
    else {
      reservations.set(reservationId, {
        ReservationId: reservationId,
        OwnerId: owner,
        ...(requesterId === undefined ? {} : { RequesterId: requesterId }),
        Groups: [],
        Instances: [instance],
      })
    }
  }
  return [...reservations.values()]
}
