import { bold, text } from '../../text.ts'
import { explainState } from '../explain.ts'
import { offerHistory } from './offers.ts'
import type { WhyRule } from './rule.ts'

export const lastUpdate: WhyRule = ({ details: { function: shown, state, lastUpdate: last } }) => {
  if (last?.status !== 'Failed' || state?.name === 'Failed') return undefined
  const explained = explainState(last.code)
  const cause = explained === undefined ? '' : ` ${explained.cause}`
  return {
    rule: 'last-update',
    finding: text`${bold(`The last update of ${shown.name} failed:`)} the code and settings before it still run.${cause}`,
    evidence: last.reason === undefined ? [] : [{ says: text`AWS says: ${last.reason}`, source: 'lambda' }],
    next: explained === undefined ? undefined : [explained.next],
    actions: [offerHistory(shown)],
  }
}
