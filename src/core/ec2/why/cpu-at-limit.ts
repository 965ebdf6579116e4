import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, lastly, meanOf, measured, percent } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

const limit = 90
const values = 3

export function cpuAtLimit(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, vcpus } = facts.details
  const cpu = measured(facts, 'CPUUtilization')
  if (instance.state !== 'running' || cpu === undefined || cpu.points.length < values) return undefined
  const busy = meanOf(lastly(cpu, values))
  const since = heldSince(cpu, (value) => value >= limit - 10)
  if (busy < limit || since === undefined) return undefined
  const of = vcpus === undefined ? '' : ` of its ${vcpus === 1 ? 'one vCPU' : `${vcpus} vCPUs`}`
  return {
    rule: 'cpu-at-limit',
    finding: text`${bold(`${visibleName(instance)} uses all of its CPU:`)} ${percent(busy)}${of}, since${whenText(since, facts.now)}.`,
    evidence: [{ at: since, says: text`CPU above ${percent(limit - 10)} from then on`, source: 'cloudwatch' }],
    next: text`See inside which program it is (top); if it must be so, take a larger size or share the work.`,
    actions: [
      askOffer('How to choose a type', 'choosing-a-type'),
      askOffer('How to change the type', 'change-the-type'),
    ],
  }
}
