import { age } from '../../age.ts'
import type { TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { runs } from '../../problem.ts'
import { bold, code, text } from '../../text.ts'
import type { Trigger } from '../function.ts'
import { isOff } from '../trigger-state.ts'
import { wordsOnFunction } from '../words-on.ts'
import type { FunctionFacts } from './facts.ts'
import { callsTotal } from './never-called.ts'
import { offerHistory } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { switchesOf } from './switches.ts'

export const triggerOff: WhyRule = (facts) => {
  const { function: shown, triggers } = facts.details
  const off = triggers.filter(isOff)
  const [first] = off
  if (first === undefined) return undefined
  const others = triggers.length - off.length
  const enable = [...wordsOnFunction('enable', shown), ...(off.length > 1 ? ['--trigger', first.name] : [])]
  const calls = callsTotal(facts)
  const named = off.length === 1 ? `${first.kind} ${first.name} is` : `${off.length} triggers of ${shown.name} are`
  const by = off.length === 1 ? findSwitch(first, facts) : undefined
  const isAll = others === 0 && facts.details.url === undefined
  return {
    rule: 'trigger-off',
    finding: text`${bold(`${named} disabled:`)} nothing comes to ${shown.name} from ${off.length === 1 ? 'it' : 'them'}${calls === 0 ? ', and it was not called in the last day' : ''}.${isAll ? ' Nothing else is set up to call it.' : ''}${by === undefined ? [] : text` ${doerSpan(by.doer)} disabled it ${{ time: by.at }}, ${age(Math.max(0, facts.now - by.at))} ago.`}`,
    evidence: [
      ...off.map(({ kind, name, state = '' }) => ({
        says: text`${kind} ${name}: ${state.toLowerCase()}`,
        source: 'lambda' as const,
      })),
      ...(by === undefined
        ? []
        : [{ at: by.at, says: text`${code(by.name)} by ${doerSpan(by.doer)}`, source: 'cloudtrail' as const }]),
    ],
    next: text`Enable it: what has gathered since then comes at once.`,
    actions: [runs('enable', `Enable ${first.name}`, enable), offerHistory(shown)],
  }
}

/** The last call that switched it, if that switched it off. */
function findSwitch({ id }: Trigger, facts: FunctionFacts): TrailEvent | undefined {
  const last = switchesOf(facts).find(
    ({ name, error, asked = '' }) =>
      name === 'UpdateEventSourceMapping' &&
      error === undefined &&
      id !== undefined &&
      asked.includes(id) &&
      /"enabled"/.test(asked),
  )
  return last !== undefined && /"enabled"\s*:\s*false/.test(last.asked ?? '') ? last : undefined
}
