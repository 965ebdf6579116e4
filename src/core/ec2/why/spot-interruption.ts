import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer } from '../why-offers.ts'

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
  const isByUser = request?.code.endsWith('-by-user') === true
  if (words === undefined || isByUser || !(isByReason || isByRequest)) return undefined
  const other = otherThanCapacity(request?.code)
  const at =
    transitionTime(facts) ??
    evicted?.at ??
    (isInterruption(request?.code ?? '') || other !== undefined ? request?.at : undefined)
  return {
    rule: 'spot-interruption',
    finding: text`${bold(`${visibleName(instance)} ${words} by AWS${other === undefined ? ', which took its Spot capacity back' : ' as a Spot Instance'}:`)} ${other ?? whyText(request?.code)}${atText(at, facts.now)}.`,
    evidence: [
      ...(stateReason === undefined
        ? []
        : [{ says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' } as const]),
      ...(request === undefined ? [] : [requestEvidence(request)]),
      ...(evicted === undefined
        ? []
        : [{ at: evicted.at, says: [code('BidEvictedEvent')], source: 'cloudtrail' } as const]),
    ],
    next: [
      `${instance.state === 'stopped' ? onlyAws : ''}What may not be interrupted belongs on On-Demand; what may, on several types and zones.`,
    ],
    actions: [askOffer('What is a Spot interruption?', 'spot-interruption'), historyOffer(instance)],
  }
}

// EC2 User Guide, "Behavior of Spot Instance interruptions".
const onlyAws =
  'Nobody but AWS can start it again; with a persistent request it does so once there is capacity for just its type in its zone. '

function isInterruption(status: string): boolean {
  return /^(?:instance-(?:stopped|terminated)-(?:by-price|no-capacity|capacity-oversubscribed|launch-group-constraint)|marked-for-(?:stop|termination))$/.test(
    status,
  )
}

/** EC2 User Guide, "Get the status of a Spot Instance request". */
function otherThanCapacity(status = ''): string | undefined {
  if (status.endsWith('-by-experiment')) return 'an experiment of AWS Fault Injection Service interrupted it'
  if (status.endsWith('-by-schedule')) return 'the time that it was requested for was over'
  return status.endsWith('-by-service') ? 'it was stopped, and AWS ended it then' : undefined
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
