import { UserError } from '../core/errors.ts'
import type { Stretch, VersionCounts, VersionQuery } from '../core/lambda/functions.ts'
import { placeName } from '../core/place.ts'
import { type Point, readMetrics } from './metric-data.ts'
import type { PlaceCalls } from './place-calls.ts'

const minuteMs = 60_000

/** What became of the calls that an alias sent to each of these versions. */
export async function compareVersions(
  { function: { name, place }, alias, versions, stretch }: VersionQuery,
  calls: Pick<PlaceCalls, 'attemptMetrics'>,
): Promise<VersionCounts[]> {
  const asked = { from: stretch.from, until: Math.max(stretch.until, stretch.from + minuteMs) }
  const wholeMs = Math.ceil((asked.until - asked.from) / minuteMs) * minuteMs
  const lines = [
    { metric: 'Invocations', statistic: 'Sum' },
    { metric: 'Errors', statistic: 'Sum' },
    // Percentiles cannot be added up, so this one is asked for the whole stretch.
    { metric: 'Duration', statistic: 'p95', periodSeconds: wholeMs / 1000 },
  ]
  const questions = versions.flatMap((version) =>
    lines.map((line) => ({ ...line, functionName: name, of: { qualifier: alias, version } })),
  )
  const answer = await calls.attemptMetrics(
    { place, action: 'cloudwatch:GetMetricData' },
    readMetrics(questions, { stretch: asked, periodSeconds: minuteMs / 1000 }),
  )
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  return versions.map((version, index) => {
    const [invocations, errors, p95] = answer.value.slice(index * lines.length, (index + 1) * lines.length)
    if (invocations === undefined || errors === undefined || p95 === undefined)
      throw new UserError('Unmeasured', unmeasured(`${name}:${alias}`, placeName(place)))
    const counts = { version, calls: sum(invocations), errors: sum(errors) }
    return { ...counts, p95Ms: counts.calls === 0 ? undefined : mostlyIn(asked, p95, wholeMs) }
  })
}

/** CloudWatch may begin a period at a full multiple of it, so that two share the stretch: then that with more of it. */
function mostlyIn({ from, until }: Stretch, points: readonly Point[], periodMs: number): number | undefined {
  const shareOf = ({ at }: Point) => Math.min(until, at + periodMs) - Math.max(from, at)
  const [first] = points.toSorted((one, other) => shareOf(other) - shareOf(one))
  return first?.value
}

function sum(points: readonly Point[]): number {
  return points.reduce((total, { value }) => total + value, 0)
}

function unmeasured(name: string, where: string): string {
  return `CloudWatch could not count the calls of ${name} in ${where}. Ask again in a minute; if it stays so, look at health.aws.amazon.com.`
}
