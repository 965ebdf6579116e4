import type { Volume } from './instance.ts'

/** MiB/s for each TiB (EBS User Guide, "Throughput Optimized HDD and Cold HDD volumes"). */
const perTib: ReadonlyMap<string | undefined, number> = new Map([
  ['st1', 40],
  ['sc1', 12],
])

/** Of these CloudWatch has a BurstBalance (EBS User Guide, "Amazon CloudWatch metrics for Amazon EBS"). */
export function mayBurst({ type }: Pick<Volume, 'type'>): boolean {
  return type === 'gp2' || perTib.has(type)
}

/** What it does for good: `100 IOPS`, `20 MiB/s`; nothing where its size is not known. */
export function baselineOf({ type, sizeGib }: Pick<Volume, 'type' | 'sizeGib'>): string | undefined {
  if (sizeGib === undefined) return undefined
  // A gp2 has 3 IOPS for each GiB, and 100 at least (EBS User Guide, "General Purpose SSD volumes").
  if (type === 'gp2') return `${Math.min(16_000, Math.max(100, 3 * sizeGib)).toLocaleString('en')} IOPS`
  const rate = perTib.get(type)
  return rate === undefined ? undefined : `${Math.round((rate * sizeGib) / 1024)} MiB/s`
}
