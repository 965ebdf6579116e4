import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  Metric,
  MetricDataQuery,
  MetricDataResult,
  MetricStat,
} from '@aws-sdk/client-cloudwatch'
import { action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { agentNamespace, agentSamples } from './agent-metrics.ts'
import { volumeSamples } from './ebs-metrics.ts'
import { instanceSamples } from './ec2-metrics.ts'
import { type Sample, samplesOf, scopeOf } from './lambda-metrics.ts'
import { logSamples } from './log-metrics.ts'
import { regionSamples } from './region-metrics.ts'
import { labelOf, searchOf } from './search.ts'
import { statistic } from './statistic.ts'

/** CloudWatch API Reference, GetMetricData. */
const mostQueries = 500
const mostPoints = 100_800
const minute = 60

export const getMetricData = action({
  name: 'GetMetricData',
  run(input: GetMetricDataInput, call): GetMetricDataOutput {
    const { MetricDataQueries: queries = [], StartTime, EndTime, ScanBy = 'TimestampDescending' } = input
    const window = windowOf(StartTime, EndTime)
    checkQueries(queries)
    const found = queries
      .filter(({ ReturnData }) => ReturnData !== false)
      .flatMap((query) => seriesOf(query, window, call))
      .map(({ points, ...one }) => ({
        ...one,
        points: ScanBy === 'TimestampDescending' ? points.toReversed() : points,
      }))
    return pageOf(found, input)
  },
})

const wrong = (message: string): AwsError => new AwsError('ValidationError', message)

function windowOf(start: Date | undefined, end: Date | undefined): readonly [number, number] {
  if (start === undefined || end === undefined) throw wrong('The parameters StartTime and EndTime are required.')
  if (start.getTime() >= end.getTime()) throw wrong('The parameter StartTime must be less than the parameter EndTime.')
  return [start.getTime(), end.getTime()]
}

function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length > mostQueries)
    throw wrong(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`)
  const ids = queries.map(({ Id = '' }) => Id)
  const bad = ids.find((id) => !/^[a-z]\w{0,254}$/.test(id))
  if (bad !== undefined)
    throw wrong(
      `The value ${bad} for parameter MetricDataQueries.member.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    )
  if (new Set(ids).size !== ids.length) throw wrong('The values for parameter id in the request are not unique.')
}

function seriesOf(query: MetricDataQuery, window: readonly [number, number], call: Call): Series[] {
  const { Id, Label, MetricStat, Expression } = query
  if (Expression === undefined)
    return [{ Id, label: Label ?? MetricStat?.Metric?.MetricName, points: pointsOf(MetricStat, window, call) }]
  const { metrics, stat: Stat, periodSeconds: Period } = searchOf(Expression, call)
  return metrics
    .map((Metric) => ({ Id, label: labelOf(Label, Metric), points: pointsOf({ Metric, Period, Stat }, window, call) }))
    .filter(({ points }) => points.length > 0)
}

function pointsOf(asked: MetricStat | undefined, window: readonly [number, number], call: Call): Sample[] {
  const { Metric: metric, Period: period = minute, Stat: stat = '' } = asked ?? {}
  if (period % minute !== 0) throw wrong('Period must be a multiple of 60 for metrics that are a minute apart.')
  const periodMs = period * 1000
  // Whole periods: the one that the window begins in is there from its beginning.
  const [from, until] = window
  const whole = [Math.floor(from / periodMs) * periodMs, until] as const
  const samples = samplesIn(metric, { window: whole, periodMs }, call)
  const periods = Map.groupBy(samples, ({ at }) => Math.floor(at / periodMs) * periodMs)
  return [...periods]
    .toSorted(([left], [right]) => left - right)
    .map(([at, own]) => ({
      at,
      value: statistic(
        stat,
        own.map(({ value }) => value),
      ),
    }))
}

type Asked = { readonly window: readonly [number, number]; readonly periodMs: number }

function samplesIn(metric: Metric | undefined, asked: Asked, call: Call): readonly Sample[] {
  if (metric?.Namespace === agentNamespace) return agentSamples(metric, asked, call)
  if (metric?.Namespace === 'AWS/EC2') return instanceSamples(metric, asked, call)
  if (metric?.Namespace === 'AWS/EBS') return volumeSamples(metric, asked, call)
  if (metric?.Namespace === 'AWS/Logs') return logSamples(metric, asked, call)
  return metric?.Namespace === 'AWS/Lambda' ? functionSamples(metric, asked, call) : []
}

function functionSamples({ MetricName: name = '', Dimensions }: Metric, { window }: Asked, call: Call): Sample[] {
  const scope = scopeOf(Dimensions ?? [])
  const { place, lambdas } = call
  if (scope.functionName === undefined) return regionSamples(name, window, call)
  const functions = place.functions.filter((one) => one.name === scope.functionName)
  return functions.flatMap(({ arn }) => samplesOf(name, lambdas.pastOf(arn, call), { scope, window }) ?? [])
}

type Series = {
  readonly Id: string | undefined
  readonly label: string | undefined
  readonly points: readonly Sample[]
}

/** So many points in one answer, whichever queries they are of; what has none is in the first. */
function pageOf(found: readonly Series[], { NextToken, MaxDatapoints: size = mostPoints }: GetMetricDataInput) {
  if (!(size >= 1 && size <= mostPoints)) throw wrong(`MaxDatapoints must be from 1 to ${mostPoints}.`)
  const start = NextToken === undefined ? 0 : startOf(NextToken)
  const end = start + size
  let before = 0
  const results = found.flatMap(({ Id, label, points }): MetricDataResult[] => {
    const [from, until] = [Math.max(0, start - before), end - before]
    before += points.length
    const own = points.slice(from, Math.max(from, until))
    if (own.length === 0 && !(points.length === 0 && start === 0)) return []
    return [
      {
        Id,
        Label: label,
        Timestamps: own.map(({ at }) => new Date(at)),
        Values: own.map(({ value }) => value),
        StatusCode: until < points.length ? 'PartialData' : 'Complete',
      },
    ]
  })
  return { MetricDataResults: results, Messages: [], ...(end < before ? { NextToken: tokenOf(end) } : {}) }
}

const tokenOf = (start: number): string => Buffer.from(`points:${start}`).toString('base64url')

function startOf(token: string): number {
  const [, start] = /^points:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (start === undefined) throw new AwsError('InvalidNextToken', 'The specified NextToken is not valid.')
  return Number(start)
}
