import { known } from '../../evidence.ts'
import { findKeyTakenAway, type KeyTakenAway } from '../../key-taken-away.ts'
import { bold, text } from '../../text.ts'
import { explainUnusableKey } from '../explain/unusable-key.ts'
import type { FunctionFacts } from './facts.ts'
import { offerHistory, offerTopic } from './offers.ts'
import { countsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { whoEvidence, whoText } from './who-set.ts'

/** Lambda decrypts the variables for each environment that it starts, and starts none without them. */
export const keyUnusable: WhyRule = (facts) => {
  const { function: shown, environmentError: code } = facts.details
  const explained = code === undefined ? undefined : explainUnusableKey(code)
  if (explained === undefined) return undefined
  const taken = findTaken(facts)
  const who = taken === undefined ? [] : whoText(taken.event, taken.did, facts.now)
  const goesOn =
    (countsOf(facts)?.invocations ?? 0) > 0 ? ' What still runs of it goes on until Lambda replaces it.' : ''
  return {
    rule: 'key-unusable',
    finding: text`${bold(`${shown.name} cannot start:`)} ${explained.cause} Without the key Lambda cannot decrypt them.${who}${goesOn}`,
    evidence: [
      { says: text`Lambda could not decrypt its environment variables: ${code ?? ''}`, source: 'lambda' },
      ...(taken === undefined ? [] : whoEvidence(taken.event, taken.did)),
    ],
    next: text`${explained.next}${taken === undefined ? ' CloudTrail has who changed the key.' : ''}`,
    actions: [offerHistory(shown), offerTopic('error-kms', 'About KMS errors')],
  }
}

function findTaken({ details: { keyArn }, switches }: FunctionFacts): KeyTakenAway | undefined {
  return keyArn === undefined ? undefined : findKeyTakenAway(keyArn, known(switches) ?? [])
}
