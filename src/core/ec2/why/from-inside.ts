import { type Diagnosis, type Evidence, isReadTo, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { endWords } from '../why-calls.ts'
import { consoleEvidence, lineThatTells } from '../why-console.ts'
import { endTimeEvidence, endTimeText } from '../why-end-time.ts'
import { askOffer, consoleOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** EC2 API reference, StateReason: "shut down from the operating system of the instance". */
export function fromInside(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  if (words === undefined || stateReason?.code !== 'Client.InstanceInitiatedShutdown') return undefined
  const isGone = words.endsWith('terminated')
  const isByCloudInit =
    lineThatTells(facts, 'cloudInitPower') !== undefined && lineThatTells(facts, 'panic') === undefined
  return {
    rule: 'from-inside',
    finding: text`${bold(`${visibleName(instance)} ${words} from inside:`)} ${causeText(facts)}${endTimeText(facts)}.${isGone ? goneText(facts) : []}`,
    evidence: [
      { says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' },
      ...consoleEvidence(facts, 'shutdown', 'panic', 'cloudInitPower', 'memory'),
      ...nobodyElse(facts),
      ...endTimeEvidence(facts),
    ],
    next: isGone
      ? text`It cannot come back. For the next one set the shutdown behaviour to ${code('stop')}${isByCloudInit ? ', and see what its user data does' : ''}.`
      : isByCloudInit
        ? text`Correct its user data while it is stopped, then start it: what runs at every boot shuts it down again.`
        : text`Start it, then ask its own log who shut it down: ${code('journalctl -b -1 -e')} on Linux, event 1074 on Windows.`,
    actions: [
      ...startIfStopped(instance),
      consoleOffer(instance),
      historyOffer(instance),
      askOffer('How to prevent it', 'shutdown-behavior'),
    ],
  }
}

// Of a machine on EBS; one whose root is an instance store cannot stop (EC2 User Guide, "Change the instance initiated
// shutdown behavior").
function goneText({ details: { rootDevice } }: InstanceFacts): Text {
  const isSet = text`shutdown behaviour is ${code('terminate')}`
  const why: Text =
    rootDevice === 'instance-store'
      ? ['root is an instance store']
      : rootDevice === 'ebs'
        ? isSet
        : text`${isSet}, or its root is an instance store`
  return text` Its ${why}, so that a shutdown ended it for good.`
}

/** Only what the console shows; it does not date its lines, so that what they point at stays likely. */
function causeText(facts: InstanceFacts): string {
  if (lineThatTells(facts, 'panic') !== undefined)
    return 'most likely its kernel crashed, since the console shows a kernel panic'
  if (lineThatTells(facts, 'cloudInitPower') !== undefined)
    return 'its operating system was shut down, most likely by its own cloud-init, which the console shows doing so'
  if (lineThatTells(facts, 'memory') !== undefined)
    return 'its operating system was shut down; before that it ran out of memory at least once'
  return 'someone or something on it shut its operating system down'
}

function nobodyElse(facts: InstanceFacts): readonly Evidence[] {
  const trail = known(facts.trail)
  const { launchedAt } = facts.details.instance
  if (trail === undefined || launchedAt === undefined || !isReadTo(facts.trail, launchedAt)) return []
  const ended = trail.some(
    ({ name, at, error }) => error === undefined && at >= launchedAt && /^(?:Stop|Terminate)Instances$/.test(name),
  )
  const says: Text = ['no one stopped it through AWS since its latest start']
  return ended ? [] : [{ says, source: 'cloudtrail' }]
}
