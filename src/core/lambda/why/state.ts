import { bold, text } from '../../text.ts'
import { explainState } from '../explain.ts'
import { offerHistory, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'

/** Nothing of it runs, whatever its code. */
export const state: WhyRule = ({ details: { function: shown, state: now } }) => {
  if (now === undefined || now.name === 'Active' || now.name === '') return undefined
  const explained = explainState(now.code ?? now.name)
  const cause = explained?.cause ?? 'AWS does not run it in that state.'
  return {
    rule: 'state',
    finding: text`${bold(`${shown.name} cannot run, its state is ${now.name.toLowerCase()}:`)} ${cause}`,
    evidence: now.reason === undefined ? [] : [{ says: text`AWS says: ${now.reason}`, source: 'lambda' }],
    next: explained === undefined ? undefined : [explained.next],
    actions: [offerHistory(shown), offerTopic('lambda-functions', 'What a function is')],
  }
}
