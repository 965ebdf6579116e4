import { DescribeInstances$ } from '@aws-sdk/client-ec2'
import { instanceAt } from '../src/playground/aws/ec2/instance-at.ts'
import { ec2QueryProtocol } from '../src/playground/aws/wire/query-protocol.ts'
import type { SimulatedInstance } from '../src/playground/aws/world.ts'

const pageSize = 1000
const protocol = ec2QueryProtocol('http://ec2.amazonaws.com/doc/2016-11-15/')

/** What DescribeInstances answers for them, as the simulated organisation would, page by page. */
export function pagesOf(instances: readonly SimulatedInstance[], { account, now }: { account: string; now: number }) {
  const reservations = instances.map((simulated) => ({
    ReservationId: simulated.reservationId,
    OwnerId: account,
    Groups: [],
    Instances: [instanceAt(simulated, now)],
  }))
  return Array.from({ length: Math.ceil(instances.length / pageSize) }, (_, page): Buffer => {
    const end = (page + 1) * pageSize
    const next = end < instances.length ? { NextToken: String(page + 1) } : {}
    const output = { Reservations: reservations.slice(page * pageSize, end), ...next }
    return Buffer.from(protocol.writeOutput(DescribeInstances$, output, `page-${page}`).body)
  })
}

/** The Region that a signed request is for. */
export function regionOf(authorization = ''): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? ''
}
