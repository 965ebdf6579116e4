import type { Instance, Volume } from './instance.ts'

/** What a change to an instance would touch beside it; `undefined` where it could not be read (`unread` has the reason). */
export type Surroundings = {
  readonly instance: Instance
  readonly group: ScalingGroup | undefined
  /** Load balancer target groups that it is registered in, with its health there: `healthy`, `unused` … */
  readonly targetGroups: readonly { readonly name: string; readonly health: string }[] | undefined
  /** The Elastic address on it, which stays and goes on costing. */
  readonly elasticAddress: string | undefined
  readonly volumes: readonly Volume[] | undefined
  /** GB on disks of the host, lost at a stop. 0 where it has none. */
  readonly instanceStoreGb: number | undefined
  readonly rootDevice: 'ebs' | 'instance-store'
  readonly lifecycle: 'on-demand' | 'spot' | 'scheduled' | 'capacity-block'
  readonly platform: string | undefined
  readonly isHibernationConfigured: boolean
  readonly isTerminationProtected: boolean | undefined
  readonly isStopProtected: boolean | undefined
}

export type ScalingGroup = {
  readonly name: string
  readonly desired: number
  /** Of how many it is one. */
  readonly members: number
  readonly min: number
  /** False where the group's process that would replace an instance is suspended, or the instance is on standby. */
  readonly replaces: boolean
}

export type FoundSurroundings = {
  /** By instance id; one for each instance that was asked for. */
  readonly surroundings: ReadonlyMap<string, Surroundings>
  /** Parts that could not be read, each a whole sentence. */
  readonly unread: readonly string[]
}

export type SurroundingsReader = {
  /** Where something cannot be read it says so and gives the rest. */
  describeSurroundings(instances: readonly Instance[]): Promise<FoundSurroundings>
}
