import type { _InstanceType, EventCode } from '@aws-sdk/client-ec2'
import type { ImageKind } from './aws-images.ts'

/** `41d`, `3h`, `12m`, `8s`: how long ago, seen from the moment at which the world begins. */
export type Ago = `${number}${'d' | 'h' | 'm' | 's'}`

export type Row = readonly [
  name: string,
  type: _InstanceType,
  zone: 'a' | 'b' | 'c',
  launched: Ago,
  particulars?: Particulars,
]

/** What sets one instance apart from the others of its group. */
export type Particulars = {
  readonly life?: Life
  readonly isSpot?: boolean
  /** From termination. */
  readonly isProtected?: boolean
  readonly isStopProtected?: boolean
  readonly mayHibernate?: boolean
  readonly address?: 'elastic' | 'public'
  readonly disks?: readonly Disk[]
  readonly image?: ImageKind
  /** Its instance status check fails, since so long. */
  readonly failing?: Ago
  readonly event?: { readonly code: EventCode; readonly description: string; readonly inMs: number }
  /** Every processor of it is asked for, since so long: more than its credits last for. */
  readonly busy?: Ago
  readonly tags?: Readonly<Record<string, string>>
}

/** Without one it runs. A person stops with the API, as its Auto Scaling `group` does; `inside` is a shutdown in it. */
export type Life =
  | { readonly state: 'stopped'; readonly ago: Ago; readonly by: 'person' | 'inside' }
  | { readonly state: 'stopping' | 'terminated'; readonly ago: Ago; readonly by: 'person' | 'spot' | 'group' }

export type Disk = {
  readonly gib: number
  readonly type: 'gp3' | 'gp2' | 'io2' | 'st1'
  readonly isEncrypted: boolean
  readonly iops?: number
}

/** A port, and whom it is open to: the company's network, the VPC, the other members of the group. */
export type Opening = readonly [port: number, to: 'anyone' | 'office' | 'vpc' | 'members', protocol?: 'udp']

/** What the instances of one service in one place have in common. */
export type Group = {
  readonly account: 'production' | 'staging' | 'sandbox'
  readonly region: string
  readonly service: string
  readonly team: string
  readonly owner: string
  readonly image: ImageKind
  /** The Auto Scaling group that keeps them. */
  readonly fleet?: string
  /** Processes of it that somebody suspended. */
  readonly suspended?: readonly string[]
  /** Whether a load balancer sends its members requests. */
  readonly isBalanced?: boolean
  /** What its security group lets in, where that is not what the service needs. */
  readonly opens?: readonly Opening[]
  /** Instance profile, or none. */
  readonly role?: string
  readonly rows: readonly Row[]
}

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }

export function agoMs(ago: Ago): number {
  const [, count, unit] = /^(\d+)([dhms])$/.exec(ago) ?? []
  if (unit !== 'd' && unit !== 'h' && unit !== 'm' && unit !== 's') throw new Error(`not a time: ${ago}`)
  return Number(count) * unitMs[unit]
}
