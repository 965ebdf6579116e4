import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { moveAt } from '../ec2/instance-at.ts'
import { numbersOf } from '../id.ts'
import type { CheckResult, Load, SimulatedInstance } from '../world.ts'
import { creditsAnHour } from './cpu-credits.ts'
import type { Sample } from './lambda-metrics.ts'

type Asked = { readonly window: readonly [number, number]; readonly periodMs: number }

/** Measured of one instance at the beginning of a period; nothing for a metric that its type does not have. */
type Measure = (simulated: SimulatedInstance, at: number, info: InstanceTypeInfo) => number | undefined

const minuteMs = 60_000
const hourMs = 3_600_000
/** Basic monitoring (CloudWatch User Guide, "Basic monitoring and detailed monitoring"); status checks come each minute. */
const basicMs = 5 * minuteMs

/** What was measured of the instance that a metric of EC2 names; nothing of one that there never was here. */
export function instanceSamples(
  { MetricName: name = '', Dimensions: dimensions = [] }: Metric,
  { window, periodMs }: Asked,
  { place, world, now }: Call,
): Sample[] {
  const [dimension, ...more] = dimensions
  const measure = Object.hasOwn(measures, name) ? measures[name] : undefined
  if (measure === undefined || dimension?.Name !== 'InstanceId' || more.length > 0) return []
  const simulated = place.instances.find(({ id }) => id === dimension.Value)
  const info = world.instanceTypes.find(({ InstanceType }) => InstanceType === simulated?.running.InstanceType)
  if (simulated === undefined || info === undefined) return []
  const step = name.startsWith('StatusCheck') && periodMs < basicMs ? minuteMs : basicMs
  return samplesEach(step, { simulated, window, now }, (at) => measure(simulated, at, info))
}

type Watched = {
  readonly simulated: SimulatedInstance
  readonly window: readonly [number, number]
  readonly now: number
}

/** One value for each step in which it ran. */
export function samplesEach(
  step: number,
  { simulated, window: [from, until], now }: Watched,
  valueAt: (at: number) => number | undefined,
): Sample[] {
  const first = Math.ceil(Math.max(from, simulated.moves[0]?.at ?? now) / step) * step
  // A period has its value once it is over.
  const count = Math.max(0, Math.ceil((Math.min(until, now - step + 1) - first) / step))
  return Array.from({ length: count }, (_, index) => first + index * step).flatMap((at) => {
    const value = moveAt(simulated, at)?.state === 'running' ? valueAt(at) : undefined
    return value === undefined ? [] : [{ at, value }]
  })
}

/** EC2 User Guide, "CloudWatch metrics that are available for your instances". */
const measures: Readonly<Record<string, Measure>> = {
  CPUUtilization: (simulated, at) => loadAt(simulated, at)?.cpuPercent ?? calm('cpu', { simulated, at }, [3, 14]),
  CPUCreditBalance: (simulated, at, info) => {
    const earned = creditsAnHour(info.InstanceType ?? '')
    if (earned === undefined) return undefined
    const hours = (at - (simulated.moves[0]?.at ?? at)) / hourMs
    // No more than what a day earns is kept.
    return loadAt(simulated, at)?.credits ?? earned * Math.min(24, hours)
  },
  CPUSurplusCreditBalance: (simulated, at, { InstanceType }) =>
    creditsAnHour(InstanceType ?? '') === undefined ? undefined : (loadAt(simulated, at)?.surplusCredits ?? 0),
  StatusCheckFailed: ({ checks }, at) => Math.max(failed(checks.instance, at), failed(checks.system, at)),
  StatusCheckFailed_Instance: ({ checks }, at) => failed(checks.instance, at),
  StatusCheckFailed_System: ({ checks }, at) => failed(checks.system, at),
  StatusCheckFailed_AttachedEBS: ({ checks: { volumes } }, at) => (volumes === undefined ? 0 : failed(volumes, at)),
  NetworkIn: (simulated, at) => bytesAt('in', simulated, at),
  NetworkOut: (simulated, at) => bytesAt('out', simulated, at),
  'EBSByteBalance%': balanceAt,
  'EBSIOBalance%': balanceAt,
}

const failed = ({ isPassed, since }: CheckResult, at: number): number => Number(!isPassed && at >= since)

function bytesAt(way: 'in' | 'out', simulated: SimulatedInstance, at: number): number {
  return loadAt(simulated, at)?.networkBytes ?? Math.round(calm(way, { simulated, at }, [2_000_000, 9_000_000]))
}

/** Sizes up to 4xlarge burst beyond what their disks may do for good (EC2 User Guide, "EBS optimization"). */
function balanceAt(simulated: SimulatedInstance, at: number, info: InstanceTypeInfo): number | undefined {
  const mayBurst =
    info.Hypervisor === 'nitro' && /\.(?:nano|micro|small|medium|[24]?x?large)$/.test(info.InstanceType ?? '')
  return mayBurst ? (loadAt(simulated, at)?.ebsBalancePercent ?? 99) : undefined
}

export function loadAt({ load = [] }: SimulatedInstance, at: number): Load | undefined {
  return load.findLast(({ since }) => since <= at)
}

type Moment = { readonly simulated: SimulatedInstance; readonly at: number }

/** The same at the same moment, of each instance around a level of its own. */
export function calm(what: string, { simulated, at }: Moment, [least, most]: readonly [number, number]): number {
  const [level = 0] = numbersOf(`${what}/${simulated.id}`, [1000])
  const [noise = 0] = numbersOf(`${what}/${simulated.id}/${at}`, [1000])
  return least + ((most - least) * (level * 0.8 + noise * 0.2)) / 1000
}
