import type { SubnetRoutes } from '../core/ec2/evidence.ts'
import type { Read } from '../core/evidence.ts'
import type { FunctionDetails } from '../core/lambda/function.ts'
import { readRoutes } from './network-questions.ts'
import type { PlaceCalls } from './place-calls.ts'

/** The routes of each subnet that a function runs in; all of them, or why not. */
export async function readSubnetRoutes(
  { function: { place }, vpc }: FunctionDetails,
  calls: PlaceCalls,
): Promise<Read<SubnetRoutes>> {
  const answers = await Promise.all(
    (vpc?.subnetIds ?? []).map((subnetId) =>
      calls.attempt(
        { place, action: 'ec2:DescribeRouteTables', reads: 'whole' },
        readRoutes({ subnetId, vpcId: vpc?.id }),
      ),
    ),
  )
  const found: SubnetRoutes[number][] = []
  for (const answer of answers) {
    if ('failure' in answer) return { unread: answer.failure.message }
    if (answer.value === undefined) return { unread: 'A subnet has no route table.' }
    found.push(answer.value.routes)
  }
  return { value: found }
}
