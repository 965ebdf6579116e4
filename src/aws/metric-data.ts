import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Stretch } from '../core/lambda/functions.ts'
import { inGroups, listed } from './listed.ts'
import type { AskMetrics } from './place-calls.ts'
import { readPages } from './read-pages.ts'

// CloudWatch API reference, GetMetricData: up to 500 queries in one call.
const mostQueries = 500

type MetricQuestion = (OfFunction | OfInstance) & {
  readonly metric: string
  /** `Sum`, `Maximum`, `p95`. */
  readonly statistic: string
  /** Where it is another than that of the other questions. */
  readonly periodSeconds?: number
}

type OfFunction = {
  readonly functionName: string
  /** Only of what was asked of one version or alias, and of what one version ran. */
  readonly of?: { readonly qualifier: string; readonly version: string }
}
type OfInstance = { readonly instanceId: string }

type Asked = { readonly stretch: Stretch; readonly periodSeconds: number }
export type Point = { readonly at: number; readonly value: number }

/** For each question its points in order of time; nothing where CloudWatch itself had trouble with the one. */
export function readMetrics(
  questions: readonly MetricQuestion[],
  { stretch, periodSeconds }: Asked,
): AskMetrics<readonly (readonly Point[] | undefined)[]> {
  const queries = questions.map((question, index) => toQuery(question, index, periodSeconds))
  const input = {
    StartTime: new Date(stretch.from),
    EndTime: new Date(stretch.until),
    ScanBy: 'TimestampAscending',
  } as const
  return async (client, abortSignal) => {
    const groups = inGroups(queries, mostQueries).map((group) =>
      readPages(async (NextToken) => {
        const asked = { ...input, MetricDataQueries: [...group], NextToken }
        const page = await client.getMetricData(asked, { abortSignal })
        return { items: listed(page.MetricDataResults), next: page.NextToken }
      }),
    )
    const byId = Map.groupBy((await Promise.all(groups)).flat(), ({ Id }) => Id)
    return queries.map(({ Id }) => pointsOf(byId.get(Id) ?? []))
  }
}

function toQuery(question: MetricQuestion, index: number, usualSeconds: number): MetricDataQuery {
  const { metric, statistic, periodSeconds: Period = usualSeconds } = question
  const source =
    'instanceId' in question
      ? { Namespace: 'AWS/EC2', Dimensions: [{ Name: 'InstanceId', Value: question.instanceId }] }
      : { Namespace: 'AWS/Lambda', Dimensions: dimensionsOf(question) }
  const Metric = { ...source, MetricName: metric }
  return { Id: `q${index}`, MetricStat: { Metric, Period, Stat: statistic } }
}

/** Lambda Developer Guide, "Types of metrics for Lambda functions": these three together tell versions behind an alias apart. */
function dimensionsOf({ functionName, of }: OfFunction) {
  const versions =
    of === undefined
      ? []
      : [
          { Name: 'Resource', Value: `${functionName}:${of.qualifier}` },
          { Name: 'ExecutedVersion', Value: of.version },
        ]
  return [{ Name: 'FunctionName', Value: functionName }, ...versions]
}

/** One question's points may be spread over several pages. */
function pointsOf(results: readonly MetricDataResult[]): Point[] | undefined {
  if (results.some(({ StatusCode }) => StatusCode === 'InternalError' || StatusCode === 'Forbidden')) return undefined
  return results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.flatMap((time, index) => {
      const value = Values[index]
      return value === undefined ? [] : [{ at: time.getTime(), value }]
    }),
  )
}
