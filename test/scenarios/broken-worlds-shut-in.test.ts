import { describe, it } from 'vitest'
import { code, well } from './broken-function.ts'
import { expectTruth, functionWorld, type Scene, shareStage, type World } from './broken-world.ts'

const waits = code({ ...well, p50Ms: 60_000, p95Ms: 90_000, says: ['GET https://api.partner.example/v1/stock'] })
const shared = { timeoutSeconds: 3, isInVpc: true, code: waits } as const
const late =
  'order-intake times out: It was not done within its timeout of # s, so Lambda stopped it in the middle. What it had done until then stays done. It runs in a VPC: without a NAT gateway (or a VPC endpoint) nothing outside answers, and that looks just like this. All # failed calls that were read ended so.'

/** The main route table of its VPC, with what leads out. */
const routed =
  (...out: { GatewayId?: string; NatGatewayId?: string }[]) =>
  ({ place }: Scene) => {
    const table = 'rtb-0aaaabbbbccccdddd'
    place.routeTables.push({
      RouteTableId: table,
      VpcId: place.functions[0]?.latest.configuration.VpcConfig?.VpcId,
      OwnerId: '111122223333',
      PropagatingVgws: [],
      Tags: [],
      Routes: [
        { DestinationCidrBlock: '10.7.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
        ...out.map((route) => ({
          DestinationCidrBlock: '0.0.0.0/0',
          Origin: 'CreateRoute' as const,
          State: 'active' as const,
          ...route,
        })),
      ],
      Associations: [
        {
          Main: true,
          RouteTableId: table,
          RouteTableAssociationId: 'rtbassoc-0aaaabbbbccccdddd',
          AssociationState: { State: 'associated' },
        },
      ],
    })
  }

const known = late.replace(
  ' It runs in a VPC: without a NAT gateway (or a VPC endpoint) nothing outside answers, and that looks just like this.',
  '',
)
const shutIn = `${known} None of its subnets has a route out of the VPC, so nothing on the internet answers it, and AWS only through a VPC endpoint. Most likely it waits for such an answer.`
const ask = '@windlass why is order-intake failing?'

const worlds: readonly World[] = [
  {
    it: 'times out in subnets that lead nowhere',
    ask,
    world: functionWorld(shared, routed()),
    line: shutIn,
    shows: ['no route to a NAT gateway or another network', 'calls failed in the last day'],
    offers: 'A way out of a VPC',
  },
  {
    it: 'times out in subnets with an internet gateway, which a function cannot use',
    ask,
    world: functionWorld(shared, routed({ GatewayId: 'igw-0aaaabbbb' })),
    line: shutIn,
    shows: ['no route to a NAT gateway or another network'],
    offers: 'A way out of a VPC',
  },
  {
    it: 'times out in subnets with a NAT gateway',
    ask,
    world: functionWorld(shared, routed({ NatGatewayId: 'nat-0aaaabbbb' })),
    line: late,
    shows: ['calls failed in the last day'],
    offers: 'Give it 6 s',
  },
]

describe('a function in a VPC', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
