import { bold, text } from '../../text.ts'
import { explainUnusableKey } from '../explain/unusable-key.ts'
import { offerHistory, offerTopic } from './offers.ts'
import { countsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** Lambda decrypts the variables for each environment that it starts, and starts none without them. */
export const keyUnusable: WhyRule = (facts) => {
  const { function: shown, environmentError: code } = facts.details
  const explained = code === undefined ? undefined : explainUnusableKey(code)
  if (explained === undefined) return undefined
  const goesOn =
    (countsOf(facts)?.invocations ?? 0) > 0 ? ' What still runs of it goes on until Lambda replaces it.' : ''
  return {
    rule: 'key-unusable',
    finding: text`${bold(`${shown.name} cannot start:`)} ${explained.cause} Without the key Lambda cannot decrypt them.${goesOn}`,
    evidence: [{ says: text`Lambda could not decrypt its environment variables: ${code ?? ''}`, source: 'lambda' }],
    next: text`${explained.next} CloudTrail has who changed the key.`,
    actions: [offerHistory(shown), offerTopic('error-kms', 'About KMS errors')],
  }
}
