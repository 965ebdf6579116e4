import type { _InstanceType, ArchitectureType, InstanceTypeInfo } from '@aws-sdk/client-ec2'

type Row = readonly [type: _InstanceType, vcpus: number, memoryGib: number, ghz: number, network: string]

const intel: readonly Row[] = [
  ['t3.micro', 2, 1, 2.5, 'Up to 5 Gigabit'],
  ['t3.small', 2, 2, 2.5, 'Up to 5 Gigabit'],
  ['t3.medium', 2, 4, 2.5, 'Up to 5 Gigabit'],
  ['t3.large', 2, 8, 2.5, 'Up to 5 Gigabit'],
  ['m6i.large', 2, 8, 3.5, 'Up to 12.5 Gigabit'],
  ['m6i.xlarge', 4, 16, 3.5, 'Up to 12.5 Gigabit'],
  ['c6i.2xlarge', 8, 16, 3.5, 'Up to 12.5 Gigabit'],
  ['r6i.xlarge', 4, 32, 3.5, 'Up to 12.5 Gigabit'],
  ['r6i.2xlarge', 8, 64, 3.5, 'Up to 12.5 Gigabit'],
  ['i4i.xlarge', 4, 32, 3.5, 'Up to 10 Gigabit'],
  ['g4dn.xlarge', 4, 16, 2.5, 'Up to 25 Gigabit'],
  ['g5.xlarge', 4, 16, 3.3, 'Up to 10 Gigabit'],
]
const graviton: readonly Row[] = [
  ['t4g.micro', 2, 1, 2.5, 'Up to 5 Gigabit'],
  ['t4g.small', 2, 2, 2.5, 'Up to 5 Gigabit'],
  ['t4g.medium', 2, 4, 2.5, 'Up to 5 Gigabit'],
  ['m7g.large', 2, 8, 2.6, 'Up to 12.5 Gigabit'],
  ['m7g.xlarge', 4, 16, 2.6, 'Up to 12.5 Gigabit'],
  ['c7g.xlarge', 4, 8, 2.6, 'Up to 12.5 Gigabit'],
  ['r7g.large', 2, 16, 2.6, 'Up to 12.5 Gigabit'],
]

/** What comes with the machine itself: local disks and graphics cards. */
const extras: Readonly<Record<string, Pick<InstanceTypeInfo, 'InstanceStorageInfo' | 'GpuInfo'>>> = {
  'i4i.xlarge': localDisk(937),
  'g4dn.xlarge': { ...localDisk(125), GpuInfo: gpu('T4', 16_384) },
  'g5.xlarge': { ...localDisk(250), GpuInfo: gpu('A10G', 24_576) },
}

/** EC2 User Guide, "Specifications for Amazon EC2 general purpose instances", baseline bandwidth: Gbit/s. */
const baselines: Readonly<Record<string, number>> = {
  't3.micro': 0.064,
  't3.small': 0.128,
  't3.medium': 0.256,
  't3.large': 0.512,
  'm6i.large': 0.781,
  'm6i.xlarge': 1.562,
  't4g.micro': 0.064,
  't4g.small': 0.128,
  't4g.medium': 0.256,
  'm7g.large': 0.937,
  'm7g.xlarge': 1.876,
}

/** The types in use, from the EC2 User Guide's tables. */
export const instanceTypes: readonly InstanceTypeInfo[] = [
  ...intel.map((row) => typeOf(row, 'x86_64')),
  ...graviton.map((row) => typeOf(row, 'arm64')),
]

export function architectureOf(type: string): ArchitectureType {
  const found = instanceTypes.find(({ InstanceType }) => InstanceType === type)
  const [architecture] = found?.ProcessorInfo?.SupportedArchitectures ?? []
  if (architecture === undefined) throw new Error(`${type} is not in the table of instance types`)
  return architecture
}

function typeOf([type, vcpus, memoryGib, ghz, network]: Row, architecture: ArchitectureType): InstanceTypeInfo {
  const isBurstable = type.startsWith('t')
  const threads = architecture === 'arm64' ? 1 : 2
  const extra = extras[type] ?? {}
  return {
    InstanceType: type,
    CurrentGeneration: true,
    FreeTierEligible: type === 't3.micro' || type === 't4g.micro',
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedVirtualizationTypes: ['hvm'],
    BareMetal: false,
    Hypervisor: 'nitro',
    ProcessorInfo: {
      SupportedArchitectures: [architecture],
      SustainedClockSpeedInGhz: ghz,
      Manufacturer: architecture === 'arm64' ? 'AWS' : type === 'g5.xlarge' ? 'AMD' : 'Intel',
    },
    VCpuInfo: { DefaultVCpus: vcpus, DefaultCores: vcpus / threads, DefaultThreadsPerCore: threads },
    MemoryInfo: { SizeInMiB: memoryGib * 1024 },
    InstanceStorageSupported: extra.InstanceStorageInfo !== undefined,
    ...extra,
    EbsInfo: { EbsOptimizedSupport: 'default', EncryptionSupport: 'supported', NvmeSupport: 'required' },
    NetworkInfo: {
      NetworkPerformance: network,
      NetworkCards: [{ NetworkCardIndex: 0, NetworkPerformance: network, ...baselineOf(type) }],
      Ipv6Supported: true,
      EnaSupport: 'required',
      EfaSupported: false,
    },
    HibernationSupported: extra.GpuInfo === undefined,
    BurstablePerformanceSupported: isBurstable,
    DedicatedHostsSupported: !isBurstable,
    AutoRecoverySupported: extra.InstanceStorageInfo === undefined,
    SupportedBootModes: architecture === 'arm64' ? ['uefi'] : ['legacy-bios', 'uefi'],
  }
}

function baselineOf(type: string): { readonly BaselineBandwidthInGbps?: number } {
  const baseline = baselines[type]
  return baseline === undefined ? {} : { BaselineBandwidthInGbps: baseline }
}

function localDisk(sizeInGb: number): Pick<InstanceTypeInfo, 'InstanceStorageInfo'> {
  return {
    InstanceStorageInfo: {
      TotalSizeInGB: sizeInGb,
      Disks: [{ SizeInGB: sizeInGb, Count: 1, Type: 'ssd' }],
      NvmeSupport: 'required',
      EncryptionSupport: 'required',
    },
  }
}

function gpu(name: string, memoryMib: number): NonNullable<InstanceTypeInfo['GpuInfo']> {
  return {
    Gpus: [{ Name: name, Manufacturer: 'NVIDIA', Count: 1, MemoryInfo: { SizeInMiB: memoryMib } }],
    TotalGpuMemoryInMiB: memoryMib,
  }
}
