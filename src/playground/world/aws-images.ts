import type { ArchitectureValues, Image, PlatformValues } from '@aws-sdk/client-ec2'
import { idOf } from '../aws/id.ts'
import type { AwsImage } from '../aws/world.ts'
import { homeAccount } from './aws-access.ts'

const dayMs = 86_400_000
const amazon = { id: '137112412989', alias: 'amazon' }
const amazonWindows = { id: '801119661308', alias: 'amazon' }
const canonical = { id: '099720109477', alias: undefined }
const harbour = { id: homeAccount, alias: undefined }

type Kind = {
  readonly label: string
  readonly owner: { readonly id: string; readonly alias: string | undefined }
  readonly ageDays: number
  readonly root: string
  readonly platform: string
}

/** What instances are made from; the name on AWS has the machine's architecture in it where there is a choice. */
const kinds = {
  al2023: {
    label: 'al2023-ami-2023.9.20261028.0-kernel-6.12',
    owner: amazon,
    ageDays: 26,
    root: '/dev/xvda',
    platform: 'Linux/UNIX',
  },
  ubuntu: {
    label: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-server-20261012',
    owner: canonical,
    ageDays: 42,
    root: '/dev/sda1',
    platform: 'Linux/UNIX',
  },
  windows: {
    label: 'Windows_Server-2025-English-Full-Base-2026.11.11',
    owner: amazonWindows,
    ageDays: 12,
    root: '/dev/sda1',
    platform: 'Windows',
  },
  web: { label: 'harbour-web-2026.11.3', owner: harbour, ageDays: 45, root: '/dev/xvda', platform: 'Linux/UNIX' },
} as const satisfies Record<string, Kind>

const windows: string = 'windows'

/** What an image or instance says of its platform: nothing, or that it is Windows. */
export function platformFields(kind: ImageKind): Pick<Image, 'Platform' | 'PlatformDetails' | 'UsageOperation'> {
  if (kinds[kind].platform !== 'Windows')
    return { PlatformDetails: kinds[kind].platform, UsageOperation: 'RunInstances' }
  return {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- EC2 answers it in lower case, the SDK's type has it in upper
    Platform: windows as PlatformValues,
    PlatformDetails: kinds[kind].platform,
    UsageOperation: 'RunInstances:0002',
  }
}

export type ImageKind = keyof typeof kinds

export const imageIdOf = (kind: ImageKind, region: string, architecture: string): string =>
  idOf('ami', `${kind}/${region}/${architecture}`)

export function imagesOf(regions: readonly string[], now: number): AwsImage[] {
  const architectures = ['x86_64', 'arm64'] as const
  return regions.flatMap((region) =>
    Object.keys(kinds)
      .filter(isKind)
      .flatMap((kind) =>
        architectures
          .filter((architecture) => kind !== 'windows' || architecture === 'x86_64')
          .map((architecture) => ({ region, image: imageOf(kind, { region, architecture, now }) })),
      ),
  )
}

export const rootDeviceOf = (kind: ImageKind): string => kinds[kind].root

const isKind = (name: string): name is ImageKind => Object.hasOwn(kinds, name)

type Made = { readonly region: string; readonly architecture: ArchitectureValues; readonly now: number }

function imageOf(kind: ImageKind, { region, architecture, now }: Made): Image {
  const { label, owner, ageDays, root }: Kind = kinds[kind]
  const name = `${label}-${architecture}`
  const isOwn = owner.id === homeAccount
  const ebs = { DeleteOnTermination: true, VolumeSize: 16, VolumeType: 'gp3' as const, Encrypted: false }
  return {
    ImageId: imageIdOf(kind, region, architecture),
    Name: name,
    Description: isOwn ? 'Shop image, built nightly' : `${label}, ${architecture}`,
    ImageLocation: `${owner.alias ?? owner.id}/${name}`,
    OwnerId: owner.id,
    ...(owner.alias === undefined ? {} : { ImageOwnerAlias: owner.alias }),
    CreationDate: new Date(now - ageDays * dayMs).toISOString(),
    // Harbour's own is public too, so that staging and the sandbox may use it.
    Public: true,
    State: 'available',
    ImageType: 'machine',
    Architecture: architecture,
    Hypervisor: 'xen',
    VirtualizationType: 'hvm',
    EnaSupport: true,
    SriovNetSupport: 'simple',
    BootMode: 'uefi-preferred',
    ImdsSupport: 'v2.0',
    ...platformFields(kind),
    RootDeviceName: root,
    RootDeviceType: 'ebs',
    BlockDeviceMappings: [{ DeviceName: root, Ebs: { ...ebs, SnapshotId: idOf('snap', `${name}/${region}`) } }],
    ...(isOwn ? { Tags: [{ Key: 'team', Value: 'shop' }] } : {}),
  }
}
