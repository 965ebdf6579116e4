import type { Diagnosis } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { took } from '../sizes.ts'
import type { FunctionFacts } from './facts.ts'
import { offerLogs, offerMetrics } from './offers.ts'
import { callsText, countsOf, grouped, measuresOf, minuteMs, reportsOf } from './readings.ts'

/** What is said where no rule found anything: what was looked at, and that it is not all there is. */
export function nothingWrong(facts: FunctionFacts): Diagnosis {
  const { function: shown } = facts.details
  return {
    rule: 'nothing-wrong',
    finding: findingOf(facts),
    evidence: [...slowest(facts)],
    next: undefined,
    actions: [offerMetrics(shown), offerLogs(shown)],
  }
}

function findingOf(facts: FunctionFacts): Text {
  const { name } = facts.details.function
  const counts = countsOf(facts)
  if (counts === undefined)
    return text`${bold(`Nothing that Windlass can read is wrong with ${name}`)}, but its calls could not be counted.`
  const calls = callsText(counts.invocations)
  return facts.about === 'failing'
    ? text`${bold(`No call of ${name} failed in the last day:`)} ${calls}, ${some(counts.throttles)} throttled.`
    : text`${bold(`${titleOf(facts)}:`)} ${calls} in the last day, ${some(counts.errors)} failed, ${some(counts.throttles)} throttled.`
}

function titleOf({
  about,
  details: {
    function: { name },
  },
}: FunctionFacts): string {
  switch (about) {
    case 'slow':
      return `Nothing that Windlass can read makes ${name} slow`
    case 'throttled':
      return `${name} is not throttled`
    case 'idle':
      return `${name} is called`
    case 'cost':
      return `What ${name} costs cannot be told`
    case 'failing':
    case undefined:
      return `Nothing that Windlass can read is wrong with ${name}`
  }
}

function some(count: number): string {
  return count === 0 ? 'none' : grouped(count)
}

function slowest(facts: FunctionFacts): Diagnosis['evidence'] {
  const lines = measuresOf(facts)
  const peak = lines && peakOf(lines.p95)
  const at = lines?.times[peak?.index ?? -1]
  const minutes = Math.round((lines?.periodMs ?? 0) / minuteMs)
  const read = reportsOf(facts).length
  const says: Text | undefined =
    peak && text`in its slowest ${minutes} min, 95 of 100 calls took ${bold(took(peak.value))} or less`
  return [
    ...(says === undefined || at === undefined ? [] : [{ at, says, source: 'cloudwatch' as const }]),
    ...(read === 0 ? [] : [{ says: [`${callsText(read)} looked at one by one`], source: 'logs' as const }]),
  ]
}
