import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Call } from '../action.ts'
import type { SimulatedInstance } from '../world.ts'
import { calm, loadAt, samplesEach } from './ec2-metrics.ts'
import type { Sample } from './lambda-metrics.ts'

export const agentNamespace = 'CWAgent'

/** CloudWatch User Guide, "Metrics collected by the CloudWatch agent": measured each minute. */
const everyMs = 60_000

/** What the agent of an instance publishes of its memory, with all that it names it by; nothing without an agent. */
export function agentMetric({ id, agent }: SimulatedInstance): Metric | undefined {
  if (agent === undefined) return undefined
  const Dimensions = Object.entries({ InstanceId: id, ...agent }).map(([Name, Value]) => ({ Name, Value }))
  return { Namespace: agentNamespace, MetricName: 'mem_used_percent', Dimensions }
}

/** As everywhere in CloudWatch, only under the very dimensions that it was published with. */
export function agentSamples(
  asked: Metric,
  { window }: { readonly window: readonly [number, number] },
  { place, now }: Call,
): Sample[] {
  const simulated = place.instances.find((one) => isSame(agentMetric(one), asked))
  if (simulated === undefined) return []
  return samplesEach(
    everyMs,
    { simulated, window, now },
    (at) => loadAt(simulated, at)?.memoryPercent ?? calm('memory', { simulated, at }, [30, 55]),
  )
}

function isSame(one: Metric | undefined, other: Metric): boolean {
  const [left, right] = [one?.Dimensions ?? [], other.Dimensions ?? []]
  return (
    one?.MetricName === other.MetricName &&
    left.length === right.length &&
    left.every(({ Name, Value }) => right.some((each) => each.Name === Name && each.Value === Value))
  )
}
