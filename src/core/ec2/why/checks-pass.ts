import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { measured } from '../why-measures.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { targetEvidence, targetsOf } from '../why-targets.ts'

const checks = ['StatusCheckFailed_System', 'StatusCheckFailed_Instance', 'StatusCheckFailed_AttachedEBS'] as const

/** It is asked why a check fails, and none does (any more). */
export function checksPass(facts: InstanceFacts): Diagnosis | undefined {
  const { about, details } = facts
  const { instance, instanceCheck, systemCheck } = details
  if (about !== 'check' || instance.state !== 'running' || instanceCheck !== 'ok' || systemCheck !== 'ok')
    return undefined
  const failed = checks.flatMap((metric) => {
    const last = measured(facts, metric)?.points.findLast(({ value }) => value > 0)
    return last === undefined
      ? []
      : [{ at: last.at, says: text`${code(metric)} was above 0, the last time then`, source: 'cloudwatch' } as const]
  })
  const [target] = targetsOf(facts)
  const now = failed.length > 0 ? ', again' : ''
  const before =
    known(facts.measures) === undefined || failed.length > 0 ? '' : ', and did all the time that was looked at'
  return {
    rule: 'checks-pass',
    finding: text`${bold(`${visibleName(instance)} passes its status checks${now}:`)} system and instance are ok${before}.`,
    evidence: [...failed, ...(target === undefined ? [] : targetEvidence(target, facts))],
    next: undefined,
    actions: [consoleOffer(instance), askOffer('What are status checks?', 'status-checks')],
  }
}
