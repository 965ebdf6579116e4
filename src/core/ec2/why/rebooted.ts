import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, findLatestOf } from '../why-calls.ts'
import { askOffer, consoleOffer, historyOffer } from '../why-offers.ts'

const through = { windlass: 'through Windlass', aws: 'in AWS', scaling: 'by Auto Scaling' } as const

/** The last time that a call rebooted it, or started it again. */
export function rebooted(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const reboot = findLatestOf(facts, 'RebootInstances')
  const start = findLatestOf(facts, 'StartInstances')
  const isStart = start !== undefined && start.at > (reboot?.at ?? 0)
  const call = isStart ? start : reboot
  if (facts.about !== 'reboot' || instance.state !== 'running' || call === undefined) return undefined
  const what = isStart ? 'was stopped and started again' : 'was rebooted'
  return {
    rule: 'rebooted',
    finding: text`${bold(`${visibleName(instance)} ${what} ${through[call.by]}`)} by ${call.who}${atText(call.at, facts.now)}.`,
    evidence: call.evidence,
    next: text`If it rebooted at another time, it did so from inside, or with its host: ${code('last -x reboot')} on Linux and event 1074 on Windows tell when and by whom.`,
    actions: [historyOffer(instance), consoleOffer(instance), askOffer('How a reboot goes', 'reboot')],
  }
}
