import type { Scope } from '../../core/command.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { Measured } from '../../core/lambda/functions.ts'
import { type Grid, linesIn, periodName, pointLabels, sumOf } from '../../core/lambda/metrics.ts'
import { stretchName } from '../../core/lambda/stretch.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, text } from '../../core/text.ts'
import type { Action, Chart, View } from '../../core/view.ts'
import { metricsLead, metricsNote } from './metrics-words.ts'

type Drawn = {
  readonly found: LambdaFunction
  /** As asked for; the grid begins on a whole period before it. */
  readonly from: number
  readonly grid: Grid
  readonly measured: Measured
}

export function metricsView({ found, from, grid, measured }: Drawn, scope: Scope): View {
  const lines = linesIn(measured)
  const missing = failureLines(scope.missing)
  const bullets = missing.length > 0 ? [{ kind: 'bullets', items: missing } as const] : []
  const when = stretchName({ from, until: scope.now }, scope.now)
  if (sumOf(lines.invocations) + sumOf(lines.throttles) === 0)
    return {
      lead: text`${bold(found.name)} in ${placeName(found.place)} was not called, ${when}.`,
      parts: bullets,
      actions: metricActions(found, scope),
    }
  const labels = pointLabels(measured.times, grid, scope.timeZone)
  const words = { found, when, lines, labels, grid }
  return {
    lead: metricsLead(words),
    parts: [callsChart(lines, labels, grid), ...durationChart(lines, labels), ...bullets],
    note: metricsNote(words, scope),
    actions: metricActions(found, scope),
    isShareable: true,
  }
}

type Lines = ReturnType<typeof linesIn>

/** Where CloudWatch has no value, nothing happened. */
function callsChart(
  { invocations, errors, throttles }: Lines,
  labels: readonly string[],
  { periodSeconds }: Grid,
): Chart {
  const drawn = [
    { name: 'Invocations', points: invocations },
    { name: 'Errors', points: errors },
    { name: 'Throttles', points: throttles },
  ]
  const per = `per ${periodName(periodSeconds)}`
  return {
    kind: 'chart',
    form: 'line',
    title: `Calls ${per}`,
    labels,
    series: drawn.map(({ name, points }) => ({ name, values: labels.map((_, index) => points[index] ?? 0) })),
    unit: per,
  }
}

/** Only the points at which something ran: there is no duration of nothing, and Slack draws no gaps. */
function durationChart({ p50, p95 }: Lines, labels: readonly string[]): Chart[] {
  const ran = labels.flatMap((label, index) => {
    const [half, most] = [p50[index], p95[index]]
    return half === undefined || most === undefined ? [] : [{ label, half: Math.round(half), most: Math.round(most) }]
  })
  if (ran.length === 0) return []
  const series = [
    { name: 'p50', values: ran.map(({ half }) => half) },
    { name: 'p95', values: ran.map(({ most }) => most) },
  ]
  return [{ kind: 'chart', form: 'line', title: 'Duration', labels: ran.map(({ label }) => label), series, unit: 'ms' }]
}

function metricActions(found: LambdaFunction, { again }: Scope): Action[] {
  return [
    runs('logs', 'Logs', wordsOnFunction('logs', found)),
    runs('day', 'Last 24 hours', again({ since: '24h' })),
    runs('week', 'Last 7 days', again({ since: '7d' })),
    runs('refresh', 'Read again', again({})),
  ]
}
