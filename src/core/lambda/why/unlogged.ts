import type { Diagnosis, Evidence } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import { logGroupOf } from '../log-group.ts'
import type { FunctionFacts } from './facts.ts'
import { type Failure, failuresOf, loggedErrorsOf } from './failures.ts'
import { notDeployed } from './not-deployed.ts'
import { offerErrorLogs, offerMetrics, offerTopic } from './offers.ts'
import { callsText, countsOf, grouped, measuresOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** Calls failed, and no line says why: since the log could not be read, or since nothing of it is there. */
export const unlogged: WhyRule = (facts) => {
  const counts = countsOf(facts)
  if (counts === undefined || counts.errors === 0 || failuresOf(facts).length > 0) return undefined
  const { function: shown } = facts.details
  const failed = `${grouped(counts.errors)} of ${callsText(counts.invocations)} of ${shown.name} failed in the last day`
  const isRead = facts.calls !== undefined && 'value' in facts.calls
  const group = logGroupOf(shown)
  const [logged] = loggedErrorsOf(facts)
  if (logged !== undefined) return likely(facts, failed, logged)
  return {
    rule: 'unlogged',
    finding: isRead
      ? text`${bold(`${failed}, and its log does not say why:`)} no line in it looks like a failure.`
      : text`${bold(`${failed}.`)} The cause is in its log, which was not read.`,
    evidence: [...lastFailure(facts), ...notDeployed(facts)],
    next: isRead
      ? text`Look whether ${code(group)} has anything of that time at all. Where it has not, its role may lack logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents; where it has, its code gives the error back without writing it.`
      : undefined,
    actions: [offerErrorLogs(shown), offerMetrics(shown), offerTopic('lambda-logs', 'About its log')],
  }
}

/** What code logs is not always what a call fails with: some of it, it gets over. */
function likely(facts: FunctionFacts, failed: string, { said, cause, next, calls }: Failure): Diagnosis {
  const { function: shown } = facts.details
  const [newest] = calls
  const explained: Text = cause === undefined ? [] : [` ${cause}`]
  return {
    rule: 'unlogged',
    finding: text`${bold(`${failed}, most likely with the error that it logs most:`)} ${code(said.replace(/\.$/, ''))}.${explained} No line says of a call that it failed with it.`,
    evidence: [
      ...(newest === undefined
        ? []
        : [{ at: newest.at, says: text`${bold(`${calls.length}×`)} ${code(said)}`, source: 'logs' as const }]),
      ...lastFailure(facts),
      ...notDeployed(facts),
    ],
    next: next === undefined ? text`Look in its log whether a call ends with that error.` : [next],
    actions: [offerErrorLogs(shown), offerMetrics(shown), offerTopic('lambda-logs', 'About its log')],
  }
}

function lastFailure(facts: FunctionFacts): readonly Evidence[] {
  const lines = measuresOf(facts)
  const last = lines?.times[lines.errors.findLastIndex((value) => (value ?? 0) > 0)]
  const says = ['the last time that calls failed, or minutes after it']
  return last === undefined ? [] : [{ at: last, says, source: 'cloudwatch' }]
}
