import type { LambdaArchitecture } from '../lambda/prices.ts'

/** `baseline`: the share of its vCPUs that it may use all day long before CPU credits run out. */
export type InstanceSize = {
  readonly type: string
  readonly architecture: LambdaArchitecture
  readonly vcpus: number
  readonly memoryGib: number
  readonly baseline: number
}

type Family = { readonly architecture: LambdaArchitecture; readonly gibPerVcpu: number; readonly sizes: string }

const intel6 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge'
const intel5 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge'
const graviton = 'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge'

/** Those that ec2/prices.ts has prices of, without the ones that are there for their GPU. */
const families: Readonly<Record<string, Family>> = {
  c5: { architecture: 'x86', gibPerVcpu: 2, sizes: 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge' },
  c6i: { architecture: 'x86', gibPerVcpu: 2, sizes: intel6 },
  m5: { architecture: 'x86', gibPerVcpu: 4, sizes: intel5 },
  m6i: { architecture: 'x86', gibPerVcpu: 4, sizes: intel6 },
  r5: { architecture: 'x86', gibPerVcpu: 8, sizes: intel5 },
  r6i: { architecture: 'x86', gibPerVcpu: 8, sizes: intel6 },
  c7g: { architecture: 'arm64', gibPerVcpu: 2, sizes: graviton },
  m7g: { architecture: 'arm64', gibPerVcpu: 4, sizes: graviton },
  r7g: { architecture: 'arm64', gibPerVcpu: 8, sizes: graviton },
}

const burstable: Readonly<Record<string, LambdaArchitecture>> = { t3: 'x86', t3a: 'x86', t4g: 'arm64' }

/** vCPUs, GiB and baseline, alike in these families (EC2 User Guide, "Key concepts for burstable performance instances"). */
const burstableSizes = [
  ['nano', 2, 0.5, 0.05],
  ['micro', 2, 1, 0.1],
  ['small', 2, 2, 0.2],
  ['medium', 2, 4, 0.2],
  ['large', 2, 8, 0.3],
  ['xlarge', 4, 16, 0.4],
  ['2xlarge', 8, 32, 0.4],
] as const

export const instanceSizes: readonly InstanceSize[] = [
  ...Object.entries(burstable).flatMap(([family, architecture]) =>
    burstableSizes.map(([size, vcpus, memoryGib, baseline]) => ({
      type: `${family}.${size}`,
      architecture,
      vcpus,
      memoryGib,
      baseline,
    })),
  ),
  ...Object.entries(families).flatMap(([family, { architecture, gibPerVcpu, sizes }]) =>
    sizes.split(' ').map((size) => {
      const vcpus = vcpusOf(size)
      return { type: `${family}.${size}`, architecture, vcpus, memoryGib: vcpus * gibPerVcpu, baseline: 1 }
    }),
  ),
]

export const knownFamilies: readonly string[] = [...Object.keys(burstable), ...Object.keys(families)]

export function findSize(type: string): InstanceSize | undefined {
  return instanceSizes.find((size) => size.type === type)
}

function vcpusOf(size: string): number {
  if (size === 'medium') return 1
  if (size === 'large') return 2
  return 4 * Number(/^\d+/.exec(size)?.[0] ?? 1)
}
