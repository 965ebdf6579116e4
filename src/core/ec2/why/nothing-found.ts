import { type Diagnosis, type Evidence, known, type Source } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import { type InstanceFacts, type InstanceTrouble, memoryMetric } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { markedState } from '../state.ts'
import { stateReasonLine } from '../state-reason.ts'
import { measured, percent } from '../why-measures.ts'
import { askOffer, consoleOffer, historyOffer } from '../why-offers.ts'
import { targetEvidence, targetsOf } from '../why-targets.ts'

type Open = {
  /** Nothing where it was not said what is wrong. */
  readonly what: string | undefined
  readonly helps: string
  readonly ask: readonly [string, string]
}

const stopped = ['Why an instance stops', 'why-an-instance-stops'] as const
const byTrouble: Readonly<Record<InstanceTrouble, Open>> = {
  stopped: {
    what: 'is stopped',
    helps: 'Ask its owner; after a start its own log tells how it went down.',
    ask: stopped,
  },
  terminated: { what: 'is terminated', helps: 'Ask its owner; CloudTrail in the console may tell more.', ask: stopped },
  start: {
    what: 'does not start',
    helps: 'Start it: if AWS refuses, Windlass says why.',
    ask: ['How a start goes', 'start'],
  },
  unreachable: {
    what: 'cannot be reached',
    helps: 'Look inside: its firewall, and whether the program listens on every address.',
    ask: ['What else to check', 'ports-unreachable'],
  },
  outbound: {
    what: 'does not reach the internet',
    helps: 'Look inside: at its name resolution, a proxy, its own firewall.',
    ask: ['How a private one gets out', 'nat-gateway'],
  },
  slow: {
    what: 'is slow',
    helps: 'Look inside, with top and iostat: at memory, at what it waits for, at its programs.',
    ask: ['How to see memory', 'cloudwatch-agent'],
  },
  check: {
    what: 'fails a check',
    helps: 'Read its console output.',
    ask: ['What are status checks?', 'status-checks'],
  },
  reboot: {
    what: 'was rebooted',
    helps:
      'Ask its own log: last -x reboot and journalctl -b -1 -e on Linux, events 1074 and 6008 on Windows. Of reboots that AWS makes itself its scheduled events tell.',
    ask: ['How a reboot goes', 'reboot'],
  },
  cost: {
    what: 'costs what it does',
    helps: 'Look in Cost Explorer, by its tags.',
    ask: ['How to save money', 'saving-money'],
  },
}

function findingOf({ details }: InstanceFacts, what: string | undefined): Text {
  const { instance } = details
  const is = text`it is ${markedState(instance.state)}.`
  return what === undefined
    ? text`${bold(`Nothing that Windlass can read is wrong with ${visibleName(instance)}:`)} ${is}`
    : text`${bold('Nothing that Windlass can read says why')} ${visibleName(instance)} ${what}: ${is}`
}

/** The honest end: what was looked at, and how to go on. */
export function nothingFound(facts: InstanceFacts): Diagnosis {
  const { about, details } = facts
  const { instance, stateReason } = details
  const [target] = targetsOf(facts)
  const isGone = instance.state === 'terminated' || instance.state === 'shutting-down'
  const asked = isGone && about === 'stopped' ? 'terminated' : about
  const { what, helps, ask } = asked === undefined ? unasked(facts) : byTrouble[asked]
  return {
    rule: 'nothing-found',
    finding: findingOf(facts, what),
    evidence: [
      ...(stateReason === undefined
        ? []
        : [{ says: text`AWS gives as the reason: ${code(stateReasonLine(stateReason))}`, source: 'ec2' } as const]),
      ...checksEvidence(facts),
      ...measuresEvidence(facts),
      ...(target === undefined ? [] : targetEvidence(target, facts)),
      ...lookedAt(facts),
    ],
    next: [helps],
    actions: [consoleOffer(instance), historyOffer(instance), askOffer(...ask)],
  }
}

function unasked({ details }: InstanceFacts): Open {
  const { state } = details.instance
  if (state === 'stopped' || state === 'stopping') return byTrouble.stopped
  if (state === 'terminated' || state === 'shutting-down') return byTrouble.terminated
  return { what: undefined, helps: 'Say what is wrong with it, like --about slow.', ask: byTrouble.check.ask }
}

function checksEvidence({ details }: InstanceFacts): readonly Evidence[] {
  const { instance, systemCheck, instanceCheck } = details
  if (instance.state !== 'running') return []
  return [
    {
      says: text`system check ${systemCheck ?? 'not known'}, instance check ${instanceCheck ?? 'not known'}`,
      source: 'ec2',
    },
  ]
}

function measuresEvidence(facts: InstanceFacts): readonly Evidence[] {
  const read = [['CPU', measured(facts, 'CPUUtilization')] as const, ['memory', measured(facts, memoryMetric)] as const]
  return read.flatMap(([what, found]) => {
    if (found === undefined) return []
    const most = Math.max(...found.points.map(({ value }) => value))
    const says = text`${what} ${percent(found.latest)} ${found.isOfNow ? 'lately' : 'when last measured'}, ${percent(most)} at most`
    return [{ ...(found.isOfNow ? {} : { at: found.latestAt }), says, source: 'cloudwatch' } as const]
  })
}

/** What was read and tells nothing of it. */
function lookedAt({ trail, console: output, activities, spot }: InstanceFacts): readonly Evidence[] {
  const readTo = trail !== undefined && 'value' in trail ? trail.readTo : undefined
  const since: Text = readTo === undefined ? [] : text` since ${{ time: readTo }}; it was read no further`
  const read: readonly (readonly [Source, boolean, Text])[] = [
    ['cloudtrail', known(trail) !== undefined, text`no call that explains it${since}`],
    ['console', known(output) !== undefined, ['no line that explains it']],
    ['scaling', known(activities) !== undefined, ['no activity that explains it']],
    ['spot', known(spot) !== undefined, [`the request is ${known(spot)?.code ?? ''}`]],
  ]
  return read.flatMap(([source, isRead, says]) => (isRead ? [{ says, source }] : []))
}
