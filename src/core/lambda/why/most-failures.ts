import { age } from '../../age.ts'
import type { Evidence } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { Action } from '../../view.ts'
import type { LambdaFunction } from '../function.ts'
import { eventsLost } from './events-lost.ts'
import type { FunctionFacts } from './facts.ts'
import { failingSince } from './failing-since.ts'
import { type Failure, failuresOf } from './failures.ts'
import { notDeployed } from './not-deployed.ts'
import { offerErrorLogs, offerMetrics } from './offers.ts'
import { callsText, countsOf, grouped, hourMs } from './readings.ts'
import type { WhyRule } from './rule.ts'

type Kind = {
  readonly fits: (failure: Failure) => boolean
  readonly title: (shown: LambdaFunction, failure: Failure) => string
  readonly offers: (shown: LambdaFunction, failure: Failure) => readonly Action[]
  readonly evidence?: (failure: Failure) => readonly Evidence[]
  /** What helps, where nothing is known of such failures. */
  readonly next?: (failure: Failure) => Text
}

/** A rule about how most of the failed calls that were read have failed. */
export function ofMostFailures(rule: string, { fits, title, offers, evidence, next }: Kind): WhyRule {
  return (facts) => {
    const [most, ...others] = failuresOf(facts)
    if (most === undefined || !fits(most)) return undefined
    const { function: shown } = facts.details
    const all = [most, ...others].reduce((sum, { calls }) => sum + calls.length, 0)
    // The same words, of which it is not known that they have the same cause: said once.
    const alike = others.filter(({ said }) => said !== '' && said === most.said)
    const share = `${shareText(most.calls.length, all)}${newestText(most, facts.now)}`
    return {
      rule,
      finding: text`${bold(title(shown, most))} ${most.cause ?? text`${code(most.said.replace(/\.$/, ''))}.`}${share}`,
      evidence: [
        ...lineOf(most, alike),
        ...(evidence?.(most) ?? []),
        ...others
          .filter((other) => !alike.includes(other))
          .slice(0, 2)
          .flatMap((other) => lineOf(other)),
        ...counted(facts),
        ...eventsLost(facts),
        ...notDeployed(facts),
      ],
      next: most.next === undefined ? next?.(most) : [most.next],
      actions: [offerErrorLogs(shown), ...offers(shown, most), offerMetrics(shown)],
    }
  }
}

function shareText(count: number, all: number): string {
  if (all === 1) return ' The one failed call that was read ended so'
  return count === all
    ? ` All ${all} failed calls that were read ended so`
    : ` ${count} of ${all} failed calls that were read ended so`
}

/** What was hours ago is not said as if it went on. */
function newestText({ calls }: Failure, now: number): string {
  const [newest] = calls
  if (newest === undefined || now - newest.at <= hourMs) return '.'
  return `, ${calls.length === 1 ? '' : 'the newest '}${age(now - newest.at)} ago.`
}

function lineOf({ calls, said }: Failure, alike: readonly Failure[] = []): Evidence[] {
  const [newest] = calls
  if (newest === undefined || said === '') return []
  const count = alike.reduce((sum, other) => sum + other.calls.length, calls.length)
  return [{ at: newest.at, says: text`${bold(`${count}×`)} ${code(said)}`, source: 'logs' }]
}

function counted(facts: FunctionFacts): Evidence[] {
  const counts = countsOf(facts)
  if (counts === undefined || counts.errors === 0) return []
  const failed = `${grouped(counts.errors)} of ${callsText(counts.invocations)} failed in the last day`
  return [{ says: text`${failed}${failingSince(facts)}`, source: 'cloudwatch' }]
}
