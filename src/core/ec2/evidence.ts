import type { AuditEvent } from '../audit.ts'
import type { Read, TrailRead, TrailReader } from '../evidence.ts'
import type { FunctionDetails, LambdaFunction } from '../lambda/function.ts'
import type { Stretch } from '../lambda/functions.ts'
import type { AccountConcurrency } from '../lambda/why/facts.ts'
import type { Place } from '../place.ts'
import type { Instance, InstanceDetails } from './instance.ts'

/** What a person may ask of an instance. `check`: its status checks; `outbound`: it reaches nobody itself. */
export const instanceTroubles = [
  'stopped',
  'terminated',
  'unreachable',
  'outbound',
  'slow',
  'check',
  'start',
  'reboot',
  'cost',
] as const
export type InstanceTrouble = (typeof instanceTroubles)[number]

/** The last 64 KB of what it wrote to its console (EC2 API reference, GetConsoleOutput): lines as written, oldest first. */
export type ConsoleOutput = { readonly lines: readonly string[]; readonly at: number | undefined }

/** Why Auto Scaling launched or ended an instance (Auto Scaling API reference, Activity). */
export type ScalingActivity = {
  readonly at: number
  /** `Successful`, `Failed` … */
  readonly status: string
  /** `Terminating EC2 instance: i-0…` */
  readonly description: string
  /** `At 2026-11-23T02:14:07Z an instance was taken out of service in response to an EC2 health check …` */
  readonly cause: string
  readonly message: string | undefined
}

export type SpotRequest = {
  readonly id: string
  /** `active`, `closed`, `cancelled` … */
  readonly state: string
  /** `instance-terminated-by-price`, `marked-for-stop` … (EC2 User Guide, "Spot Instance request status"). */
  readonly code: string
  readonly message: string
  readonly at: number | undefined
}

/** CloudWatch User Guide, "CloudWatch metrics that are available for your instances". Percent, credits, bytes, 0 or 1. */
export const instanceMetrics = [
  'CPUUtilization',
  'CPUCreditBalance',
  'CPUSurplusCreditBalance',
  'StatusCheckFailed_Instance',
  'StatusCheckFailed_System',
  'StatusCheckFailed_AttachedEBS',
  'NetworkIn',
  'NetworkOut',
  'EBSByteBalance%',
  'EBSIOBalance%',
] as const
/** What the CloudWatch agent publishes of memory, where there is one (CloudWatch User Guide, "Metrics collected by the agent"). */
export const memoryMetric = 'mem_used_percent'
export type InstanceMetric = (typeof instanceMetrics)[number] | typeof memoryMetric

/** A value is absent where CloudWatch has none. */
export type InstanceMeasures = {
  /** Where each period begins, milliseconds since 1970. */
  readonly times: readonly number[]
  readonly periodSeconds: number
  readonly values: Readonly<Partial<Record<InstanceMetric, readonly (number | undefined)[]>>>
  /** What is left of the burst of each of its volumes that has one, in percent, by the volumes' ids. */
  readonly bursts?: ReadonlyMap<string, readonly (number | undefined)[]>
  /** Why nobody knows whether an agent publishes the memory, a whole sentence; absent where that was searched for. */
  readonly memoryUnread?: string
}

export type MeasureQuery = {
  readonly instance: Instance
  /** The ids of its volumes that burst. */
  readonly volumes?: readonly string[]
  readonly from: number
  readonly until: number
  readonly periodSeconds: number
}

/** What lets traffic to an instance through, and where its subnet sends what leaves it. */
export type Network = {
  readonly groups: readonly SecurityGroup[]
  readonly acl: { readonly id: string; readonly entries: readonly AclEntry[] } | undefined
  /** Of its subnet's route table, else of its VPC's main one. */
  readonly routes: readonly Route[] | undefined
  /** The id of that table. */
  readonly routeTable?: string
  /** Of other groups that its groups let in, by their ids; those of other accounts cannot be read. */
  readonly groupNames?: ReadonlyMap<string, string>
}

export type SecurityGroup = {
  readonly id: string
  readonly name: string
  readonly inbound: readonly Permission[]
  readonly outbound: readonly Permission[]
}

export type Permission = {
  /** `tcp`, `udp`, `icmp`; `all`. */
  readonly protocol: string
  /** Absent: every port. */
  readonly ports: { readonly from: number; readonly to: number } | undefined
  /** Of ICMP; absent where it is every type. 8 asks for an echo, as ping does, and 0 answers (RFC 792; 128, 129: RFC 4443). */
  readonly icmpType?: number
  /** CIDRs, prefix lists, ids of groups. */
  readonly peers: readonly string[]
}

export type AclEntry = Omit<Permission, 'peers'> & {
  /** The lowest that fits decides. */
  readonly number: number
  readonly direction: 'inbound' | 'outbound'
  readonly isAllowed: boolean
  readonly cidr: string
}

export type Route = {
  /** A CIDR or a prefix list. */
  readonly destination: string
  /** `local`, `igw-…`, `nat-…`, `tgw-…` … */
  readonly target: string
  readonly isBlackhole: boolean
}

/** The target groups of load balancers that an instance is registered in. */
export type Registrations = {
  /** One for each port. */
  readonly targets: readonly RegisteredTarget[]
  /** Parts that could not be read, each a whole sentence. */
  readonly unread: readonly string[]
}

/** How one target group finds it (Elastic Load Balancing API reference, TargetHealth). */
export type RegisteredTarget = {
  readonly group: string
  /** That requests go to. */
  readonly port: number | undefined
  /** `healthy`, `unhealthy`, `initial`, `draining`, `unused`, `unavailable`. */
  readonly state: string
  /** `Target.Timeout`, `Target.NotInUse` … */
  readonly reason: string | undefined
  /** In AWS's words: `Health checks failed with these codes: [503]`. */
  readonly says: string | undefined
  /** `expects`: the codes that count as healthy, `200-299`. */
  readonly check: {
    readonly port: number | undefined
    readonly path: string | undefined
    readonly expects: string | undefined
  }
  /** What sends it requests; absent where that could not be read. */
  readonly balancers: readonly Balancer[] | undefined
}

export type Balancer = {
  readonly name: string
  readonly securityGroups: readonly string[]
  /** The Availability Zones in which it takes requests. */
  readonly zones: readonly string[]
}

/** The routes of each subnet. */
export type SubnetRoutes = readonly (readonly Route[])[]

/** Beside what describes an instance: what may say why it is as it is. What cannot be read says why, and spoils nothing else. */
export type InstanceEvidence = TrailReader & {
  readConsole(instance: Instance): Promise<Read<ConsoleOutput>>
  /** Newest first, of the last six weeks at most. */
  listScalingActivities(place: Place, group: string): Promise<Read<readonly ScalingActivity[]>>
  /** Nothing where it was not launched by one. */
  findSpotRequest(instance: Instance): Promise<Read<SpotRequest | undefined>>
  measureInstance(query: MeasureQuery): Promise<Read<InstanceMeasures>>
  readNetwork(details: InstanceDetails): Promise<Read<Network>>
  /** Of the subnets that a function runs in. */
  readSubnetRoutes(details: FunctionDetails): Promise<Read<SubnetRoutes>>
  readRegistrations(details: InstanceDetails): Promise<Read<Registrations>>
  /** Of the functions of that place. */
  readAccountConcurrency(place: Place, stretch: Stretch): Promise<Read<AccountConcurrency>>
  /** How many bytes the log group of a function took in. */
  measureLog(found: LambdaFunction, stretch: Stretch): Promise<Read<number>>
  /**
   * What an encoded message of AWS says of a denial, in sentences; by the account's read role, so it must be of that
   * account. `said`: the error whole.
   */
  decodeDenial(place: Place, said: string): Promise<Read<string>>
}

/** The encoded part of an error that AWS gives with it (STS API reference, DecodeAuthorizationMessage). */
export function encodedDenialIn(said: string): string | undefined {
  return /Encoded authorization failure message:\s*([\w+/=-]{8,})/i.exec(said)?.[1]
}

/** All that the rules know. What is absent was not asked for, since the question does not need it. */
export type InstanceFacts = {
  readonly about: InstanceTrouble | undefined
  /** The port that it should be reached on, where one was named. */
  readonly port: number | undefined
  /** It should be reached over IPv6, and IPv4 is not asked about. */
  readonly isOverIpv6: boolean
  /** That it should be reached with, where it is not TCP; `icmp` is ping. */
  readonly protocol?: 'udp' | 'icmp' | undefined
  readonly details: InstanceDetails
  /** What Windlass itself was asked to do with it, newest first. */
  readonly own: readonly AuditEvent[]
  readonly trail?: TrailRead
  /** What was done to its Auto Scaling group, or to the keys of its volumes, newest first. */
  readonly around?: TrailRead
  /** What was done to the route table or the network ACL of its subnet, newest first, where they keep it cut off. */
  readonly networkTrail?: TrailRead
  readonly console?: Read<ConsoleOutput>
  readonly activities?: Read<readonly ScalingActivity[]>
  readonly spot?: Read<SpotRequest | undefined>
  readonly measures?: Read<InstanceMeasures>
  readonly network?: Read<Network>
  readonly registrations?: Read<Registrations>
  /** Milliseconds since 1970. */
  readonly now: number
}
