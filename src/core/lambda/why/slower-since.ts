import { bold, text } from '../../text.ts'
import { took } from '../sizes.ts'
import { deploysOf } from './deploys.ts'
import { offerHistory, offerLogs, offerMetrics, offerRollBack } from './offers.ts'
import { hourMs, measuresOf, medianOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

// Below these it is what varies from day to day anyway.
const least = { points: 3, calls: 20, times: 1.5, ms: 100 }

/** 95 in 100 took at most so long before, and much longer since. */
export const slowerSince: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const change = changeIn(facts)
  if (change === undefined) return undefined
  const { at, before, since } = change
  const deploy = deploysOf(facts).find((each) => each.at <= at + hourMs / 4 && each.at > at - hourMs)
  const cause =
    deploy === undefined
      ? ''
      : text` Most likely by a change within the hour before: ${deploy.says} at ${{ time: deploy.at }}.`
  return {
    rule: 'slower-since',
    finding: text`${bold(`${shown.name} is slower since`)} ${{ time: at }}${bold(':')} one in twenty calls takes ${took(since)} or longer, before it was ${took(before)}.${cause}`,
    evidence: [
      { at, says: text`p95 went from ${took(before)} to ${bold(took(since))} (medians)`, source: 'cloudwatch' },
      ...(deploy === undefined ? [] : [{ at: deploy.at, says: deploy.says, source: deploy.source }]),
    ],
    next:
      deploy === undefined
        ? text`Nothing of it was changed within the hour before, as far as it was read: look at what it calls, and at what it is called with.`
        : text`Compare what was changed; the version before, deployed again, ends it where this is the cause.`,
    actions: [
      ...offerRollBack(facts.details, deploy?.alias),
      offerMetrics(shown),
      offerLogs(shown),
      offerHistory(shown),
    ],
  }
}

type Change = { readonly at: number; readonly before: number; readonly since: number }

/** The one moment of the day that divides it best, if what comes after is slow all along. */
function changeIn(facts: Parameters<WhyRule>[0]): Change | undefined {
  const lines = measuresOf(facts)
  if (lines === undefined) return undefined
  const points = lines.times.flatMap((at, index) => {
    const value = lines.p95[index]
    return value === undefined ? [] : [{ at, value, calls: lines.invocations[index] ?? 0 }]
  })
  let best: Change | undefined
  for (let cut = least.points; cut <= points.length - least.points; cut += 1) {
    const change = changeAt(points, cut)
    if (change !== undefined && (best === undefined || change.since / change.before > best.since / best.before))
      best = change
  }
  return best
}

type Point = { readonly at: number; readonly value: number; readonly calls: number }

function changeAt(points: readonly Point[], cut: number): Change | undefined {
  const before = medianOf(points.slice(0, cut).map(({ value }) => value))
  const after = points.slice(cut)
  const since = medianOf(after.map(({ value }) => value))
  const [first] = after
  if (before === undefined || since === undefined || first === undefined) return undefined
  const bound = Math.max(before * least.times, before + least.ms)
  // The slowest of one or two calls says nothing of the others.
  const calls = after.reduce((sum, point) => sum + point.calls, 0)
  const slow = after.filter(({ value }) => value >= bound).length
  return calls >= least.calls && first.value >= bound && since >= bound && slow >= after.length * 0.8
    ? { at: first.at, before, since }
    : undefined
}
