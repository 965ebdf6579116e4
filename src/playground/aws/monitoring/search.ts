import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { agentMetric, agentNamespace } from './agent-metrics.ts'

/** Which metrics an expression finds, and what of them. */
export type Search = {
  readonly metrics: readonly Metric[]
  readonly stat: string
  readonly periodSeconds: number
}

const shape = /^SEARCH\('(?:\{(?<schema>[^}]*)\})? *(?<terms>(?:\w+="[^"]*" *)*)', '(?<stat>\w+)', (?<period>\d+)\)$/

/** CloudWatch User Guide, "CloudWatch search expression syntax": exact terms alone. */
export function searchOf(expression: string, call: Call): Search {
  const groups = shape.exec(expression)?.groups
  if (groups === undefined)
    throw new AwsError('NotImplemented', 'Of metric math the simulated organisation has SEARCH alone.', 501)
  const { schema, terms = '', stat = '', period } = groups
  const [namespace, ...dimensions] = schema?.split(',').map((part) => part.trim()) ?? []
  const { Namespace = namespace, MetricName, ...values } = Object.fromEntries(termsIn(terms))
  const metrics = published(Namespace, call)
    .filter(({ MetricName: name }) => MetricName === undefined || name === MetricName)
    .filter((metric) => schema === undefined || hasExactly(metric, dimensions))
    .filter((metric) => Object.entries(values).every(([name, value]) => valueOf(metric, name) === value))
  return { metrics, stat, periodSeconds: Number(period) }
}

function termsIn(terms: string): [string, string][] {
  return [...terms.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
}

/** What others published, or AWS of their things, as far as anybody searches for it. */
function published(namespace: string | undefined, { place }: Call): Metric[] {
  if (namespace === agentNamespace) return place.instances.flatMap((simulated) => agentMetric(simulated) ?? [])
  if (namespace !== 'AWS/Lambda') return []
  return place.functions.map(({ name }) => ({
    Namespace: namespace,
    MetricName: 'ConcurrentExecutions',
    Dimensions: [{ Name: 'FunctionName', Value: name }],
  }))
}

function hasExactly({ Dimensions = [] }: Metric, names: readonly string[]): boolean {
  return Dimensions.length === names.length && Dimensions.every(({ Name = '' }) => names.includes(Name))
}

function valueOf({ Dimensions = [] }: Metric, name: string): string | undefined {
  return Dimensions.find(({ Name }) => Name === name)?.Value
}

/** Labels may name what a metric has (CloudWatch User Guide, "Using dynamic labels"). */
export function labelOf(label: string | undefined, metric: Metric): string {
  const named = label?.replaceAll(/\$\{PROP\('Dim\.([^']+)'\)\}/g, (_, name: string) => valueOf(metric, name) ?? '')
  return named ?? [metric.MetricName, ...(metric.Dimensions ?? []).map(({ Value }) => Value)].join(' ')
}
