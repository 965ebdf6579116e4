import type { Scope } from '../../core/command.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import { beginningOf, type Grid, type linesIn, peakOf, periodName, sumOf } from '../../core/lambda/metrics.ts'
import { limitOf, took } from '../../core/lambda/sizes.ts'
import { placeName } from '../../core/place.ts'
import { bold, joinTexts, type Text, text } from '../../core/text.ts'

type Words = {
  readonly found: LambdaFunction
  readonly when: string
  readonly lines: ReturnType<typeof linesIn>
  readonly labels: readonly string[]
  readonly grid: Grid
}

/** What one should see in the charts: how many calls, how many failed and since when, how slow it got. */
export function metricsLead(words: Words): Text {
  const { found, when, lines } = words
  const sentences = [errorWords(words), throttleWords(lines), slowestWords(words)].filter((each) => each.length > 0)
  return text`${bold(found.name)}, ${when}: ${calls(sumOf(lines.invocations))}, ${joinTexts(sentences, '; ')}.`
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count.toLocaleString('en')} calls`
}

function errorWords({ lines: { errors, invocations }, labels }: Words): Text {
  const count = sumOf(errors)
  if (count === 0) return ['none failed']
  const beginning = beginningOf(errors, invocations)
  const since = beginning === undefined ? '' : ` since ${labels[beginning] ?? ''}`
  return text`${bold(`${count.toLocaleString('en')} failed`)}${share(count, sumOf(invocations))}${since}`
}

/** ` (5 %)`. */
function share(count: number, all: number): string {
  if (all === 0) return ''
  const percent = (count / all) * 100
  return ` (${percent > 0 && percent < 1 ? 'under 1' : Math.round(percent)} %)`
}

function throttleWords({ throttles }: Words['lines']): Text {
  const count = sumOf(throttles)
  return count === 0 ? [] : [bold(`${count.toLocaleString('en')} throttled`)]
}

// From here on the slowest calls are likely to be cut off.
const nearTimeout = 0.8

function slowestWords({ found, lines: { p95 }, labels }: Words): Text {
  const peak = peakOf(p95)
  if (peak === undefined) return []
  const timeoutMs = found.timeoutSeconds * 1000
  const limit =
    peak.value >= timeoutMs
      ? ', its timeout'
      : peak.value >= timeoutMs * nearTimeout
        ? `, near its timeout of ${limitOf(found.timeoutSeconds)}`
        : ''
  return text`95 in 100 took at most ${took(peak.value)} at the slowest (${labels[peak.index] ?? ''})${limit}`
}

/** The last point is of a period that is not over: it ends lower than what there will be. */
export function metricsNote({ found, lines, grid }: Words, { now, timeZone }: Scope): Text {
  const most = peakOf(lines.concurrency)
  const atOnce = most === undefined ? '' : ` At most ${Math.round(most.value).toLocaleString('en')} at once.`
  const period = periodName(grid.periodSeconds)
  const partly = grid.stretch.until > now ? ', the last of them not over yet' : ''
  return text`${placeName(found.place)}, a point every ${period}${partly}; times in ${timeZone}.${atOnce} Metrics lag by a minute or two.`
}
