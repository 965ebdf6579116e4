import type { CloudWatch, GetMetricDataOutput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Stretch } from '../core/lambda/functions.ts'
import { inGroups, listed } from './listed.ts'
import type { AskMetrics } from './place-calls.ts'
import { readPages } from './read-pages.ts'

// CloudWatch API reference, GetMetricData: up to 500 queries in one call.
const mostQueries = 500

type MetricQuestion = (OfFunction | OfInstance | OfVolume | OfLog | OfRegion | OfSearch) & {
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
type OfVolume = { readonly volumeId: string }
type OfLog = { readonly logGroup: string }
/** Of all functions of a Region together. */
type OfRegion = { readonly every: 'function' }
/** Of whatever these terms of SEARCH find. */
type OfSearch = { readonly search: string }

type Asked = { readonly stretch: Stretch; readonly periodSeconds: number }
export type Point = { readonly at: number; readonly value: number }

// CloudWatch User Guide, "CloudWatch search expression syntax": of what a search finds it gives 500 time series.
const mostFound = 500

type Series = { readonly label: string; readonly points: readonly Point[] }
/** `isWhole`: as far as CloudWatch says, nothing was left out. */
export type Found = { readonly series: readonly Series[]; readonly isWhole: boolean }

/**
 * What an expression of SEARCH finds, however many metrics that are; each named by the value of one dimension
 * (CloudWatch User Guide, "CloudWatch search expression syntax", "Using dynamic labels").
 */
export function searchMetrics(
  { expression, dimension }: { readonly expression: string; readonly dimension: string },
  stretch: Stretch,
): AskMetrics<Found> {
  const query = { Id: 'found', Expression: expression, Label: `\${PROP('Dim.${dimension}')}` }
  return async (client, abortSignal) => {
    const pages = await readAll({ queries: [query], stretch }, client, abortSignal)
    const results = resultsOf(pages)
    const byLabel = Map.groupBy(results, ({ Label }) => Label ?? '')
    const series = [...byLabel].map(([label, own]) => ({ label, points: pointsOf(own) ?? [] }))
    const hasMessage = [...pages, ...results].some(({ Messages = [] }) => Messages.length > 0)
    // On all pages but the last, partial data is what pages are.
    const isPartial =
      series.length >= mostFound ||
      resultsOf(pages.slice(-1)).some(({ StatusCode = 'Complete' }) => StatusCode !== 'Complete')
    return { series, isWhole: !hasMessage && !isPartial }
  }
}

/** For each question its points in order of time; nothing where CloudWatch itself had trouble with the one. */
export function readMetrics(
  questions: readonly MetricQuestion[],
  { stretch, periodSeconds }: Asked,
): AskMetrics<readonly (readonly Point[] | undefined)[]> {
  const queries = questions.map((question, index) => toQuery(question, index, periodSeconds))
  return async (client, abortSignal) => {
    const groups = inGroups(queries, mostQueries).map((group) =>
      readAll({ queries: group, stretch }, client, abortSignal),
    )
    const byId = Map.groupBy(resultsOf((await Promise.all(groups)).flat()), ({ Id }) => Id)
    return queries.map(({ Id }) => pointsOf(byId.get(Id) ?? []))
  }
}

type Page = Pick<GetMetricDataOutput, 'MetricDataResults' | 'Messages'>
type Wanted = { readonly queries: readonly MetricDataQuery[]; readonly stretch: Stretch }

function readAll({ queries, stretch }: Wanted, client: CloudWatch, abortSignal: AbortSignal): Promise<Page[]> {
  const StartTime = new Date(stretch.from)
  const EndTime = new Date(stretch.until)
  return readPages(async (NextToken) => {
    const MetricDataQueries = [...queries]
    const asked = { StartTime, EndTime, ScanBy: 'TimestampAscending' as const, MetricDataQueries, NextToken }
    const page = await client.getMetricData(asked, { abortSignal })
    return { items: [page], next: page.NextToken }
  })
}

function resultsOf(pages: readonly Page[]): MetricDataResult[] {
  return pages.flatMap(({ MetricDataResults }) => listed(MetricDataResults))
}

function toQuery(question: MetricQuestion, index: number, usualSeconds: number): MetricDataQuery {
  const { metric, statistic, periodSeconds: Period = usualSeconds } = question
  const Id = `q${index}`
  if ('search' in question) return { Id, Expression: `SEARCH('${question.search}', '${statistic}', ${Period})` }
  const Metric = { ...sourceOf(question), MetricName: metric }
  return { Id, MetricStat: { Metric, Period, Stat: statistic } }
}

function sourceOf(question: MetricQuestion) {
  if ('instanceId' in question)
    return { Namespace: 'AWS/EC2', Dimensions: [{ Name: 'InstanceId', Value: question.instanceId }] }
  if ('volumeId' in question)
    return { Namespace: 'AWS/EBS', Dimensions: [{ Name: 'VolumeId', Value: question.volumeId }] }
  if ('logGroup' in question)
    return { Namespace: 'AWS/Logs', Dimensions: [{ Name: 'LogGroupName', Value: question.logGroup }] }
  return { Namespace: 'AWS/Lambda', Dimensions: 'functionName' in question ? dimensionsOf(question) : [] }
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
