import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { type Volume, visibleName } from '../instance.ts'
import { baselineOf } from '../volume-bursts.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, type Measured, measuredOf, percent } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'
import { volumeWords } from '../why-prices.ts'

const low = 5

type Empty = { readonly volume: Volume; readonly balance: Measured; readonly since: number }

/** A volume that is faster than its size allows for good only while it has credits (EBS User Guide, "Volume types"). */
export function volumeBurst(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const found = emptyIn(facts)
  const [first] = found
  if (instance.state !== 'running' || first === undefined) return undefined
  const { volume, since } = first
  const more = found.length > 1 ? `, and ${found.length - 1} more of its volumes` : ''
  return {
    rule: 'volume-burst',
    finding: text`${bold(`A volume of ${visibleName(instance)} has used up its burst:`)} ${code(volume.id)} (${volumeWords(volume)}) is held at its baseline${baselineText(volume)}${more}, since${whenText(since, facts.now)}.`,
    evidence: found.map(({ volume: { id }, balance, since: at }) => ({
      at,
      says: text`${code('BurstBalance')} of ${code(id)} at ${percent(balance.latest)}, low from then on`,
      source: 'cloudwatch',
    })),
    next:
      volume.type === 'gp2'
        ? text`Make it a gp3, which has 3,000 IOPS at any size: that goes while it is in use. Or enlarge it: a gp2 has 3 IOPS for each GiB.`
        : text`Read and write less, or enlarge it: its baseline grows with its size.`,
    actions: [
      askOffer('How fast EBS is', 'ebs-performance'),
      volume.type === 'gp2' ? askOffer('gp2 or gp3?', 'gp2-or-gp3') : askOffer('How to enlarge a volume', 'ebs-resize'),
    ],
  }
}

function emptyIn(facts: InstanceFacts): readonly Empty[] {
  const bursts = known(facts.measures)?.bursts
  return facts.details.volumes.flatMap((volume) => {
    const balance = measuredOf(facts, bursts?.get(volume.id))
    const since = balance === undefined ? undefined : heldSince(balance, (value) => value <= low)
    return balance === undefined || since === undefined || !balance.isOfNow ? [] : [{ volume, balance, since }]
  })
}

function baselineText(volume: Volume): string {
  const baseline = baselineOf(volume)
  return baseline === undefined ? '' : ` of ${baseline}`
}
