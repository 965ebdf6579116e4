import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Volume } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { loadAt, samplesEach } from './ec2-metrics.ts'
import type { Sample } from './lambda-metrics.ts'

/** EBS User Guide, "Amazon CloudWatch metrics for Amazon EBS": each minute, of some types the metrics of bursts. */
const everyMs = 60_000

/** What was measured of the volume that a metric of EBS names: its burst, while its instance ran. */
export function volumeSamples(
  { MetricName: name, Dimensions: dimensions = [] }: Metric,
  { window }: { readonly window: readonly [number, number] },
  { place, now }: Call,
): Sample[] {
  const [dimension, ...more] = dimensions
  if (name !== 'BurstBalance' || dimension?.Name !== 'VolumeId' || more.length > 0) return []
  const volume = place.volumes.find(({ VolumeId }) => VolumeId === dimension.Value)
  const holder = volume?.Attachments?.[0]?.InstanceId
  const simulated = place.instances.find(({ id }) => id === holder)
  if (volume === undefined || simulated === undefined || !mayBurst(volume)) return []
  return samplesEach(everyMs, { simulated, window, now }, (at) => loadAt(simulated, at)?.burstBalancePercent ?? 100)
}

/** From 1,000 GiB on a gp2 has no burst, and an instance of the Nitro system reports none of it. */
function mayBurst({ VolumeType: type, Size: gib = 0 }: Volume): boolean {
  return type === 'gp2' ? gib < 1000 : type === 'st1' || type === 'sc1'
}
