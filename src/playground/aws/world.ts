import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import type {
  Address,
  Image,
  Instance,
  InstanceStateName,
  InstanceStatusEvent,
  InstanceTypeInfo,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  SpotInstanceRequest,
  StateReason,
  Volume,
} from '@aws-sdk/client-ec2'
import type { LoadBalancer, TargetGroup, TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ModelScript } from './bedrock/script.ts'
import type { Policy } from './iam/policy.ts'
import type { Mapping, SimulatedFunction } from './lambda/simulated-function.ts'
import type { Pace } from './pace.ts'
import type { PastEvent } from './past-event.ts'

/** Everything that the simulated organisation consists of. What moves, moves with the clock or by replacing values here. */
export type AwsWorld = {
  readonly accounts: readonly AwsAccount[]
  readonly regions: readonly AwsRegion[]
  readonly images: readonly AwsImage[]
  readonly instanceTypes: readonly InstanceTypeInfo[]
  readonly pace: Pace
  /** What language models answer; without, what is simple enough to try them. */
  readonly model?: ModelScript
}

export type AwsAccount = {
  /** Twelve digits. */
  readonly id: string
  readonly name: string
  readonly users: readonly User[]
  readonly roles: readonly Role[]
  /** By Region; a Region without an entry is empty. */
  readonly places: Map<string, AwsPlace>
}

export type AwsRegion = {
  readonly name: string
  readonly optInStatus: 'opt-in-not-required' | 'opted-in' | 'not-opted-in'
}

/** One Region of one account. */
export type AwsPlace = {
  readonly instances: SimulatedInstance[]
  readonly volumes: Volume[]
  readonly fleets: Fleet[]
  readonly balancing: Balancing[]
  readonly addresses: Address[]
  readonly securityGroups: SecurityGroup[]
  readonly routeTables: RouteTable[]
  readonly networkAcls: NetworkAcl[]
  readonly spotRequests: SpotInstanceRequest[]
  readonly functions: SimulatedFunction[]
  readonly mappings: Mapping[]
  /** How many calls of functions may run at once, where that is not what Lambda gives every account. */
  concurrency?: number
  /** What CloudTrail has of it beside the calls that were made here. */
  readonly past: PastEvent[]
}

export const emptyPlace = (): AwsPlace => ({
  instances: [],
  volumes: [],
  fleets: [],
  balancing: [],
  addresses: [],
  securityGroups: [],
  routeTables: [],
  networkAcls: [],
  spotRequests: [],
  functions: [],
  mappings: [],
  past: [],
})

/** An Auto Scaling group and whom it keeps. */
export type Fleet = {
  readonly group: Omit<AutoScalingGroup, 'Instances' | 'SuspendedProcesses'> & { readonly AutoScalingGroupName: string }
  readonly suspended: string[]
  readonly members: SimulatedInstance['id'][]
  readonly activities: FleetActivity[]
}

/** Something that an Auto Scaling group did by itself. */
export type FleetActivity = {
  readonly at: number
  readonly until: number
  readonly description: string
  readonly cause: string
  /** Nothing where it succeeded. */
  readonly failure?: string
}

/** A target group, the load balancer that uses it, and the instances registered in it. */
export type Balancing = {
  readonly group: TargetGroup & { readonly TargetGroupArn: string; readonly TargetGroupName: string }
  readonly targets: SimulatedInstance['id'][]
  readonly balancer?: LoadBalancer & { readonly LoadBalancerArn: string; readonly LoadBalancerName: string }
  /** How it finds its targets, by their ids; without, as healthy as the instance is. */
  health?: Readonly<Record<string, TargetHealth>>
}

export type AwsImage = { readonly region: string; readonly image: Image }

export type User = {
  readonly name: string
  /** `AIDA…` */
  readonly id: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  policies: readonly Policy[]
}

export type Role = {
  readonly name: string
  /** `AROA…` */
  readonly id: string
  readonly maxSessionSeconds: number
  trust: Policy
  policies: readonly Policy[]
}

export type SimulatedInstance = {
  readonly id: `i-${string}`
  readonly reservationId: string
  /** Who launched it, where that was a service: Auto Scaling, for one. */
  readonly requesterId: string | undefined
  /** How EC2 describes it while it runs; what other states leave out is left out when it is read. */
  running: Instance
  /** Past and future, oldest first: its state is that of the last move that has happened. */
  moves: readonly Move[]
  /** `volumes`: whether those attached can be reached; without it, they can. */
  checks: { readonly instance: CheckResult; readonly system: CheckResult; readonly volumes?: CheckResult }
  events: readonly InstanceStatusEvent[]
  /** How busy it is, oldest first; without one it is calm. */
  load?: readonly Load[]
  /** Its CloudWatch agent, with what this names its metrics by beside the instance's id. */
  agent?: Readonly<Record<string, string>>
  attributes: InstanceAttributes
  /** What it wrote to its console since it last started; without it, what every instance writes that boots. */
  console?: { readonly text: string; readonly at: number }
}

/** `gone` once EC2 no longer lists a terminated instance. */
export type Move = {
  readonly at: number
  readonly state: InstanceStateName | 'gone'
  /** `User initiated (2026-11-23 14:02:07 GMT)` */
  readonly transition?: string
  readonly reason?: StateReason
}

/** From a moment on, until the next one; what it leaves out is as in a calm instance. */
export type Load = {
  readonly since: number
  readonly cpuPercent?: number
  readonly credits?: number
  readonly surplusCredits?: number
  /** In five minutes, in and out each. */
  readonly networkBytes?: number
  /** As its CloudWatch agent measures it, where it has one. */
  readonly memoryPercent?: number
  /** What is left of the burst of its disks, of throughput and of operations alike. */
  readonly ebsBalancePercent?: number
  /** What is left of the burst of each of its volumes that has one. */
  readonly burstBalancePercent?: number
}

export type CheckResult = { readonly isPassed: boolean; readonly since: number }

export type InstanceAttributes = {
  readonly isTerminationProtected: boolean
  readonly isStopProtected: boolean
  readonly shutdownBehavior: 'stop' | 'terminate'
  /** Base64, as EC2 keeps it. */
  readonly userData: string | undefined
}

export const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
export const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`
