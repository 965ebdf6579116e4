import { isReadTo, type TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { type Text, text } from '../../text.ts'
import { callerEnded } from './caller-ended.ts'
import type { FunctionFacts } from './facts.ts'
import { callsTotal } from './never-called.ts'
import { offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { ruleNames, switchesOf } from './switches.ts'

type Off = { readonly rule: string; readonly event: TrailEvent; readonly did: 'disabled' | 'deleted' }

/** The state of a rule is not read: only that CloudTrail has somebody who switched it off, and nobody who did the reverse. */
export const ruleOff: WhyRule = (facts) => {
  if (callsTotal(facts) !== 0) return undefined
  const [off] = ruleNames(facts.details).flatMap((rule) => lastlyOff(rule, facts) ?? [])
  if (off === undefined) return undefined
  const { rule, event, did } = off
  return callerEnded(facts, {
    rule: 'rule-off',
    since: `most likely since its rule was ${did}`,
    who: text`${doerSpan(event.doer)} ${did} the EventBridge rule ${rule}`,
    event,
    addition: sinceText(off, facts),
    caller: { kind: 'EventBridge', name: rule },
    next:
      did === 'disabled'
        ? text`Its owner enables the rule in EventBridge; what it would have sent meanwhile does not come any more.`
        : text`Its owner makes the rule anew in EventBridge, with this function as its target.`,
    offer: offerTopic('trigger-eventbridge', 'About such rules'),
  })
}

function lastlyOff(rule: string, facts: FunctionFacts): Off | undefined {
  const event = switchesOf(facts).find(
    ({ name, error, asked = '' }) =>
      /^(?:Disable|Delete|Enable|Put)Rule$/.test(name) &&
      error === undefined &&
      asked.includes(`"name":${JSON.stringify(rule)}`),
  )
  if (event === undefined || event.name === 'EnableRule') return undefined
  if (event.name === 'DeleteRule') return { rule, event, did: 'deleted' }
  // A rule that is put without a state is enabled (EventBridge API reference, PutRule).
  const isDisabled = event.name === 'DisableRule' || /"state":"DISABLED"/.test(event.asked ?? '')
  return isDisabled ? { rule, event, did: 'disabled' } : undefined
}

function sinceText({ event, did }: Off, { switches }: FunctionFacts): Text {
  const undone = did === 'disabled' ? 'enabled it' : 'made it anew'
  return isReadTo(switches, event.at)
    ? text`, and nobody has ${undone} since, as far as CloudTrail shows.`
    : text`; whether somebody has ${undone} since was not read.`
}
