import { type Evidence, known } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { bold, text } from '../../text.ts'
import { isOwnLogGroup, logGroupOf } from '../log-group.ts'
import { packageSize } from '../sizes.ts'
import type { FunctionFacts } from './facts.ts'
import { logVolume } from './log-volume.ts'
import { offerLogs, offerTopic } from './offers.ts'
import { callsText, countsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { costOf } from './running-cost.ts'

// What is less is nobody's trouble.
const leastDollars = 1

/** Where what it logs is dearer than that it runs. */
export const logCost: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const volume = logVolume(facts)
  const toRun = costOf(facts)?.total
  if (volume === undefined || toRun === undefined) return undefined
  if (volume.dollars < leastDollars || volume.dollars <= toRun) return undefined
  const isOwn = isOwnLogGroup(shown)
  const group = isOwn ? 'Its log group' : `The log group ${logGroupOf(shown)}, into which others may write too,`
  return {
    rule: 'log-cost',
    finding: text`${bold(`What ${shown.name} logs costs more than that it runs: about ${dollars(volume.dollars)} a month`)}, if each day is like the last, beside ${dollars(toRun)} to run it. ${group} takes in about ${volume.size} a month.`,
    evidence: [...(isOwn ? sizeOfCalls(facts) : []), volume.price],
    next: text`Log less: a higher log level, and no whole payloads. With JSON as its log format Lambda itself leaves out what is below a level. A shorter retention does not help here: it only makes keeping the log cheaper.`,
    actions: [
      offerLogs(shown),
      offerTopic('log-formats', 'About log levels'),
      offerTopic('lambda-logs', 'About its log'),
    ],
  }
}

function sizeOfCalls(facts: FunctionFacts): readonly Evidence[] {
  const [bytes, calls] = [known(facts.logBytes), countsOf(facts)?.invocations ?? 0]
  if (bytes === undefined || calls === 0) return []
  const says = `${packageSize(bytes / calls)} of log a call, on average of ${callsText(calls)} in the last day`
  return [{ says: [says], source: 'cloudwatch' }]
}
