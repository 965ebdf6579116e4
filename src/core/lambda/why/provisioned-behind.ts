import { bold, text } from '../../text.ts'
import { offerHistory, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'

export const provisionedBehind: WhyRule = ({ details: { function: shown, provisioned = [] } }) => {
  const behind = provisioned.find(({ ready, wanted }) => ready < wanted)
  if (behind === undefined) return undefined
  const { qualifier, ready, wanted, status, reason } = behind
  const isFailed = status === 'FAILED'
  return {
    rule: 'provisioned-behind',
    finding: text`${bold(`The provisioned concurrency of ${shown.name} ${isFailed ? 'could not be set up' : 'is not ready yet'}:`)} ${ready} of ${wanted} for ${qualifier}. What is above it starts cold${isFailed ? '' : ' meanwhile'}.`,
    evidence: reason === undefined ? [] : [{ says: text`AWS says: ${reason}`, source: 'lambda' }],
    next: isFailed
      ? text`Mend what AWS names, or free concurrency of the account, and set it anew.`
      : text`Read it again in some minutes.`,
    actions: [offerHistory(shown), offerTopic('provisioned-concurrency', 'What is provisioned concurrency?')],
  }
}
