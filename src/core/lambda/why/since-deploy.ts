import type { Evidence } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { type Points, sumOf } from '../metrics.ts'
import { type Deploy, deploysOf } from './deploys.ts'
import { failuresOf } from './failures.ts'
import { offerErrorLogs, offerHistory, offerMetrics, offerRollBack } from './offers.ts'
import { callsText, grouped, hourMs, measuresOf, percent } from './readings.ts'
import type { WhyRule } from './rule.ts'

// Fewer say nothing: they could have failed at any other time too.
const least = { calls: 10, errors: 3, share: 0.01, times: 5 }

type Counts = { readonly calls: number; readonly errors: number }

/** Errors that begin, or get far more, within the hour after something was deployed. That is no proof: most likely. */
export const sinceDeploy: WhyRule = (facts) => {
  const lines = measuresOf(facts)
  if (lines === undefined) return undefined
  for (const deploy of deploysOf(facts)) {
    const { before, justBefore, after, begin } = around(lines, deploy.at)
    if (begin === undefined || !isWorse(before, after) || justBefore.some((counts) => !isFarBelow(counts, after)))
      continue
    const { function: shown } = facts.details
    const over = overSince(lines, facts.now)
    return {
      rule: 'since-deploy',
      finding: text`${bold(titleOf(shown.name, over))} ${deploy.says} ${{ time: deploy.at }}; within the hour after that ${grouped(after.errors)} of ${callsText(after.calls)} failed (${percent(after.errors, after.calls)}), before it ${before.errors === 0 ? 'none' : grouped(before.errors)} of ${grouped(before.calls)}.${over === undefined ? [] : text` None has failed since ${{ time: over }}.`}`,
      evidence: [
        { at: deploy.at, says: deploy.says, source: deploy.source },
        {
          at: begin,
          says: [`${before.errors === 0 ? 'the first' : 'more and more'} calls fail`],
          source: 'cloudwatch',
        },
        ...loggedEvidence(facts),
      ],
      next: nextFor(deploy),
      actions: [
        ...offerRollBack(facts.details, deploy.alias),
        offerErrorLogs(shown),
        offerMetrics(shown),
        offerHistory(shown),
      ],
    }
  }
  return undefined
}

function titleOf(name: string, over: number | undefined): string {
  return over === undefined
    ? `${name} fails, most likely since it was changed:`
    : `${name} failed, most likely by a change:`
}

/** Since when no call has failed any more, if that is an hour or longer and it was called meanwhile. */
function overSince({ times, periodMs, errors, invocations }: Lines, now: number): number | undefined {
  const last = errors.findLastIndex((count) => (count ?? 0) > 0)
  const over = (times[last] ?? now) + periodMs
  return now - over >= hourMs && sumOf(invocations.slice(last + 1)) >= least.calls ? over : undefined
}

type Lines = NonNullable<ReturnType<typeof measuresOf>>

/** The period in which it was deployed is of neither side: it has calls of both. It may be the one in which it begins. */
function around({ times, periodMs, errors, invocations }: Lines, at: number) {
  const counted = (isOf: (from: number) => boolean): Counts => {
    const only = (points: Points) => sumOf(points.filter((_, index) => isOf(times[index] ?? Number.NaN)))
    return { calls: only(invocations), errors: only(errors) }
  }
  const begin = times.find((from, index) => from + periodMs > at && from < at + hourMs && (errors[index] ?? 0) > 0)
  return {
    before: counted((from) => from + periodMs <= at),
    // A whole day would hide errors that began shortly before it.
    justBefore: [hourMs, hourMs / 4].map((ms) => counted((from) => from + periodMs <= at && from >= at - ms)),
    after: counted((from) => from >= at && from < at + hourMs),
    begin,
  }
}

function isWorse(before: Counts, after: Counts): boolean {
  if (before.calls < least.calls || after.calls === 0 || after.errors < least.errors) return false
  return after.errors / after.calls >= least.share && isFarBelow(before, after)
}

function isFarBelow(before: Counts, after: Counts): boolean {
  return before.calls === 0 || after.errors / after.calls >= least.times * (before.errors / before.calls)
}

function loggedEvidence(facts: Parameters<WhyRule>[0]): Evidence[] {
  const [most] = failuresOf(facts)
  const [newest] = most?.calls ?? []
  if (most === undefined || newest === undefined || most.said === '') return []
  return [{ at: newest.at, says: text`${bold(`${most.calls.length}×`)} ${code(most.said)}`, source: 'logs' }]
}

function nextFor({ alias }: Deploy) {
  if (alias !== undefined)
    return text`Send the calls of ${code(alias.name)} back to the version before, then look at what the new one does.`
  return text`Look at what was changed and at the log of the errors; the version before, deployed again, ends it where this is the cause.`
}
