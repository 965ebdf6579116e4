import type { Evidence } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { failuresOf } from './failures.ts'
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
  const group = shown.logGroup ?? `/aws/lambda/${shown.name}`
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

function lastFailure(facts: Parameters<WhyRule>[0]): readonly Evidence[] {
  const lines = measuresOf(facts)
  const last = lines?.times[lines.errors.findLastIndex((value) => (value ?? 0) > 0)]
  const says = ['the last time that calls failed, or minutes after it']
  return last === undefined ? [] : [{ at: last, says, source: 'cloudwatch' }]
}
