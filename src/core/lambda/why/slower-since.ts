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
  const { at, wellAt, before, since } = change
  // Where it is called seldom, the call before may be long ago.
  const from = Math.min(at - hourMs, wellAt)
  const deploy = deploysOf(facts).find((each) => each.at <= at + hourMs / 4 && each.at > from)
  const cause =
    deploy === undefined
      ? ''
      : text` Most likely by a change ${whenOf(deploy.at, at)}: ${deploy.says} at ${{ time: deploy.at }}.`
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

function whenOf(deployedAt: number, at: number): string {
  if (deployedAt > at) return 'at that time'
  return deployedAt > at - hourMs ? 'within the hour before' : 'since the call before'
}

type Point = { readonly at: number; readonly value: number; readonly calls: number }

type Change = {
  readonly at: number
  /** When it was last measured before that. */
  readonly wellAt: number
  readonly before: number
  readonly since: number
  /** How far both sides are from their medians, all in all. */
  readonly spread: number
  /** Whether what comes after is slow all along. */
  readonly isLasting: boolean
}

/**
 * The one moment of the day that divides it best: where both sides lie nearest to their medians. By how much it got
 * slower says nothing of when: the fewer come after, the higher they happen to be.
 */
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
    if (change !== undefined && (best === undefined || change.spread < best.spread)) best = change
  }
  return best?.isLasting === true ? best : undefined
}

function changeAt(points: readonly Point[], cut: number): Change | undefined {
  const earlier = points.slice(0, cut)
  const after = points.slice(cut)
  const before = medianOf(earlier.map(({ value }) => value))
  const since = medianOf(after.map(({ value }) => value))
  const last = earlier.at(-1)
  const [first] = after
  if (before === undefined || since === undefined || last === undefined || first === undefined) return undefined
  const bound = Math.max(before * least.times, before + least.ms)
  if (since < bound) return undefined
  // The slowest of one or two calls says nothing of the others.
  const calls = after.reduce((sum, point) => sum + point.calls, 0)
  const slow = after.filter(({ value }) => value >= bound).length
  const isLasting = calls >= least.calls && first.value >= bound && slow >= after.length * 0.8
  const spread = spreadOf(earlier, before) + spreadOf(after, since)
  return { at: first.at, wellAt: last.at, before, since, spread, isLasting }
}

/** By how many times each value is off: half as long is as far away as twice as long. */
function spreadOf(points: readonly Point[], median: number): number {
  return points.reduce((sum, { value }) => sum + Math.abs(Math.log(Math.max(value, 1) / Math.max(median, 1))), 0)
}
