import { age } from '../../age.ts'
import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { measured, percent } from '../why-measures.ts'
import { askOffer, stopOffer } from '../why-offers.ts'

const low = 5
const leastMs = 24 * 3_600_000

/** Every value of at least a day is low: what it does for others than its CPU is not known. */
export function idle(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const cpu = measured(facts, 'CPUUtilization')
  const [first] = cpu?.points ?? []
  if (instance.state !== 'running' || cpu === undefined || first === undefined) return undefined
  const span = cpu.points.length * cpu.periodMs
  const most = Math.max(...cpu.points.map(({ value }) => value))
  if (span < leastMs || most >= low) return undefined
  return {
    rule: 'idle',
    finding: text`${bold(`${visibleName(instance)} does next to nothing:`)} its CPU was under ${percent(low)} all of the last ${age(span)} that was measured, at most ${percent(most)}.`,
    evidence: [{ at: first.at, says: text`CPU at most ${percent(most)} from then on`, source: 'cloudwatch' }],
    next: text`Stop it, or take a smaller size; ask its owner first.`,
    actions: [stopOffer(instance), askOffer('How to choose a type', 'choosing-a-type')],
  }
}
