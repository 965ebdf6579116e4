import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, measured, percent } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

const metrics = [
  ['EBSByteBalance%', 'throughput'],
  ['EBSIOBalance%', 'operations'],
] as const
const low = 5

/** Smaller sizes read and write EBS fast for half an hour a day, then at their baseline (EC2 User Guide, "EBS optimization"). */
export function volumeBalance(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const found = metrics.flatMap(([metric, what]) => {
    const balance = measured(facts, metric)
    const since = balance === undefined ? undefined : heldSince(balance, (value) => value <= low)
    return balance === undefined || since === undefined ? [] : [{ metric, what, since, latest: balance.latest }]
  })
  const [first] = found
  if (instance.state !== 'running' || first === undefined) return undefined
  return {
    rule: 'volume-balance',
    finding: text`${bold(`${visibleName(instance)} has used up its burst of EBS ${found.map(({ what }) => what).join(' and ')}:`)} its volumes are held at the baseline of the type ${instance.type}, since${whenText(first.since, facts.now)}.`,
    evidence: found.map(({ metric, since, latest }) => ({
      at: since,
      says: text`${code(metric)} at ${percent(latest)}, low from then on`,
      source: 'cloudwatch',
    })),
    next: text`Read and write less, or take a larger size: from a certain size on there is no such limit.`,
    actions: [askOffer('How fast EBS is', 'ebs-performance'), askOffer('How to choose a type', 'choosing-a-type')],
  }
}
