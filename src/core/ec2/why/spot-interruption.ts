import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** AWS took the Spot capacity back (EC2 API reference, StateReason; EC2 User Guide, "Spot request status codes"). */
export function spotInterruption(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  const request = known(facts.spot)
  const isByReason = /^Server\.SpotInstance(?:Shutdown|Termination)$/.test(stateReason?.code ?? '')
  const isByRequest = stateReason === undefined && isInterruption(request?.code ?? '')
  const evicted = known(facts.trail)?.find(
    ({ name, at }) => name === 'BidEvictedEvent' && at >= (instance.launchedAt ?? 0),
  )
  const isByOther = /-by-(?:user|schedule|experiment|service)$/.test(request?.code ?? '')
  if (words === undefined || isByOther || !(isByReason || isByRequest)) return undefined
  const at = transitionTime(facts) ?? evicted?.at ?? (isInterruption(request?.code ?? '') ? request?.at : undefined)
  return {
    rule: 'spot-interruption',
    finding: text`${bold(`${visibleName(instance)} ${words} by AWS, which took its Spot capacity back:`)} ${whyText(request?.code)}${atText(at, facts.now)}.`,
    evidence: [
      ...(stateReason === undefined
        ? []
        : [{ says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' } as const]),
      ...(request === undefined ? [] : [requestEvidence(request)]),
      ...(evicted === undefined
        ? []
        : [{ at: evicted.at, says: [code('BidEvictedEvent')], source: 'cloudtrail' } as const]),
    ],
    next: text`What may not be interrupted belongs on On-Demand; what may, on several types and zones. A persistent request starts it again by itself once there is capacity.`,
    actions: [
      ...startIfStopped(instance),
      askOffer('What is a Spot interruption?', 'spot-interruption'),
      historyOffer(instance),
    ],
  }
}

function isInterruption(status: string): boolean {
  return /^(?:instance-(?:stopped|terminated)-(?:by-price|no-capacity|capacity-oversubscribed|launch-group-constraint)|marked-for-(?:stop|termination))$/.test(
    status,
  )
}

function whyText(status = ''): string {
  if (status.endsWith('by-price')) return 'the Spot price rose above its maximum price'
  if (/no-capacity|oversubscribed/.test(status)) return 'it needed the capacity elsewhere'
  if (status.endsWith('launch-group-constraint')) return 'one of its launch group could not run on'
  return 'for its price or for the capacity, which of them AWS does not say'
}

function requestEvidence({
  id,
  code: status,
  at,
  message,
}: {
  id: string
  code: string
  at: number | undefined
  message: string
}) {
  const says: Text = text`request ${code(id)} is ${code(status)}${message === '' ? '' : `: ${message}`}`
  return { ...(at === undefined ? {} : { at }), says, source: 'spot' } as const
}
