import { age } from '../../age.ts'
import { known } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { bold, text } from '../../text.ts'
import { offerHistory, offerTopic, offerUnreserved } from './offers.ts'
import { callsText, countsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

export const switchedOff: WhyRule = (facts) => {
  const { function: shown, reservedConcurrency } = facts.details
  if (reservedConcurrency !== 0) return undefined
  const counts = countsOf(facts)
  const setting = known(facts.trail)?.find(
    ({ name, error }) => name === 'PutFunctionConcurrency' && error === undefined,
  )
  return {
    rule: 'switched-off',
    finding: text`${bold(`${shown.name} is switched off:`)} its reserved concurrency is 0, so that every call is throttled.${setting === undefined ? [] : text` ${doerSpan(setting.doer)} set it ${{ time: setting.at }}, ${age(Math.max(0, facts.now - setting.at))} ago.`}`,
    evidence: [
      ...(setting === undefined
        ? []
        : [
            {
              at: setting.at,
              says: text`${doerSpan(setting.doer)} set its concurrency`,
              source: 'cloudtrail' as const,
            },
          ]),
      ...(counts === undefined
        ? []
        : [{ says: text`${callsText(counts.throttles)} throttled in the last day`, source: 'cloudwatch' as const }]),
    ],
    next: text`To take the limit away lets it run again.`,
    actions: [
      offerUnreserved(shown),
      offerHistory(shown),
      offerTopic('reserved-concurrency', 'What is reserved concurrency?'),
    ],
  }
}
