import type { Place } from '../place.ts'

export type InstanceId = `i-${string}`

/** Every state that EC2 documents (API reference, InstanceState). */
export const instanceStates = ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'] as const
export type InstanceState = (typeof instanceStates)[number]

/** What was one, as far as its id tells: EC2 knows nothing of it any more. `places`: where it may have been. */
export type GoneInstance = { readonly id: InstanceId; readonly places: readonly Place[] }

export type Instance = {
  readonly id: InstanceId
  readonly place: Place
  /** The `Name` tag. */
  readonly name: string | undefined
  readonly state: InstanceState
  readonly type: string
  readonly zone: string
  /** Milliseconds since 1970 of the latest start; nothing where AWS did not say. */
  readonly launchedAt: number | undefined
  readonly tags: ReadonlyMap<string, string>
  readonly privateAddress: string | undefined
  readonly publicAddress: string | undefined
  readonly imageId: string | undefined
}

/** The name where it can be seen, else the id: a Name of blanks or of invisible characters names nothing. */
export function visibleName({ name, id }: Pick<Instance, 'name' | 'id'>): string {
  return name !== undefined && isVisible(name) ? name : id
}

export function isVisible(name: string): boolean {
  return /[^\s\p{C}\p{Z}]/u.test(name)
}

/** What `describeInstance` adds; `undefined` where AWS did not say or could not be asked (then `unread` has the reason). */
export type InstanceDetails = {
  readonly instance: Instance
  readonly imageName: string | undefined
  readonly keyName: string | undefined
  readonly platform: string | undefined
  readonly architecture: string | undefined
  readonly lifecycle: 'on-demand' | 'spot' | 'scheduled' | 'capacity-block'
  /** Absent on a host that it shares with others' instances. */
  readonly tenancy?: 'dedicated' | 'host' | undefined
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  /** What its network may do for good, Gbit/s; absent where AWS did not say, or it has several cards. */
  readonly networkGbps?: number | undefined
  readonly vpcId: string | undefined
  readonly subnetId: string | undefined
  /** Each can be reached from the internet, where routes and rules let it (VPC User Guide, "IP addressing"). */
  readonly ipv6Addresses: readonly string[]
  /** True where the public address is an Elastic IP address and so outlives a stop. */
  readonly isPublicAddressElastic: boolean
  readonly securityGroups: readonly { readonly id: string; readonly name: string }[]
  /** The name of the instance profile. */
  readonly role: string | undefined
  readonly volumes: readonly Volume[]
  /** Absent where AWS did not say. */
  readonly rootDevice?: 'ebs' | 'instance-store'
  /** `ok`, `impaired`, `initializing`, `insufficient-data`, `not-applicable`. */
  readonly instanceCheck: string | undefined
  readonly systemCheck: string | undefined
  /** `what`: in AWS's words; its code, like `instance-retirement`, where there are others. */
  readonly scheduledEvents: readonly {
    readonly what: string
    readonly code?: string | undefined
    readonly notBefore: number | undefined
  }[]
  readonly stateReason: { readonly code: string; readonly message: string } | undefined
  /** EC2's free text, like `User initiated (2026-11-23 14:02:07 GMT)`. */
  readonly stateTransition: string | undefined
  readonly isTerminationProtected: boolean | undefined
  /** Parts that could not be read, each a whole sentence. */
  readonly unread: readonly string[]
}

export type Volume = {
  readonly id: string
  readonly device: string
  readonly sizeGib: number | undefined
  readonly type: string | undefined
  /** That it is provided with; absent where AWS did not say. */
  readonly iops?: number | undefined
  readonly isEncrypted: boolean | undefined
  /** The ARN of the key that it is encrypted with; absent where AWS did not say. */
  readonly keyArn?: string | undefined
  readonly isDeletedOnTermination: boolean
}
