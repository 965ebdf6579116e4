import { inPlainWords } from '../../core/assistant/on-request.ts'
import { type ReadPorts, readCommand } from '../../core/command.ts'
import { diagnosisView } from '../../core/diagnosis-view.ts'
import { type InstanceFacts, type InstanceTrouble, instanceTroubles } from '../../core/ec2/evidence.ts'
import type { Instance } from '../../core/ec2/instance.ts'
import { describingActions, oneOf, placeParameters } from '../../core/ec2/parameters.ts'
import { diagnoseInstance } from '../../core/ec2/why.ts'
import { historyOffer } from '../../core/ec2/why-offers.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { UserError } from '../../core/errors.ts'
import { wholeNumber } from '../../core/number.ts'
import { runs } from '../../core/problem.ts'
import type { View } from '../../core/view.ts'
import { readFacts } from './why-facts.ts'
import { findWhyGone } from './why-gone.ts'
import { sourcesOf, unreadOf } from './why-read.ts'

const protocols = ['udp', 'icmp'] as const

export const ec2Why = readCommand({
  words: ['ec2', 'why'],
  about: 'Say why an instance is stopped, gone, unreachable, slow, failing a check or dear',
  examples: ['web-3', 'web-3 --about unreachable --port 443', 'web-3 --about cost'],
  parameters: {
    instance: {
      kind: 'instance',
      about: 'its name, id, a glob or tag:key=value; the id of one that is gone will do',
      placeholder: 'web-3',
      orGone: true,
    },
    ...placeParameters,
    about: {
      kind: 'option',
      about: `what is asked: ${instanceTroubles.join(', ')}; by its state where it is not said`,
      placeholder: 'slow',
      parse: (word) => oneOf(word, 'what is asked of an instance', instanceTroubles),
    },
    port: {
      kind: 'option',
      about: 'the port that it should be reached on',
      placeholder: '443',
      parse: (word) => wholeNumber(word, { least: 1, most: 65_535 }),
    },
    ipv6: { kind: 'flag', about: 'it should be reached over IPv6' },
    protocol: {
      kind: 'option',
      about: 'with what it should be reached, where not TCP: udp (with --port), or icmp, which is ping',
      placeholder: 'udp',
      parse: (word) => oneOf(word, 'a protocol to reach an instance with', protocols),
    },
    model: { kind: 'flag', about: 'in the words of the language model, where one is set up' },
  },
  aws: {
    read: [
      ...describingActions,
      'ec2:GetConsoleOutput',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeRouteTables',
      'ec2:DescribeNetworkAcls',
      'ec2:DescribeSpotInstanceRequests',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
      'elasticloadbalancing:DescribeLoadBalancers',
      'autoscaling:DescribeScalingActivities',
      'cloudwatch:GetMetricData',
      'cloudtrail:LookupEvents',
    ],
  },
  run: async ({ model, instance, ...asked }, ports) => {
    const find = () => ('place' in instance ? findWhy({ instance, ...asked }, ports) : findWhyGone(instance, ports))
    return inPlainWords({ isInWords: model, find }, ports)
  },
})

type Asked = {
  readonly instance: Instance
  readonly about: InstanceTrouble | undefined
  readonly port: number | undefined
  readonly ipv6: boolean
  readonly protocol: InstanceFacts['protocol']
}

async function findWhy({ instance, about, port, ipv6, protocol }: Asked, ports: ReadPorts): Promise<View> {
  const { scope } = ports
  if (protocol === 'udp' && port === undefined)
    throw new UserError('UdpWithoutPort', '--protocol udp goes with --port.', {
      hint: 'Say which port, like --protocol udp --port 1194.',
    })
  // A port, a protocol or IPv6 is asked about only by whom it does not answer.
  const usual = port === undefined && protocol === undefined && !ipv6 ? undefined : 'unreachable'
  const facts = await readFacts({ instance, about: about ?? usual, port, ipv6, protocol }, ports)
  const found = diagnoseInstance(facts)
  return diagnosisView({
    found,
    read: sourcesOf(facts, found),
    unread: [...unreadOf(facts, scope.timeZone), ...scope.missing.map(({ message }) => message)],
    actions: [
      historyOffer(instance),
      runs('show', 'Show', wordsOn(['ec2', 'show'], [instance])),
      runs('refresh', 'Read again', scope.again({})),
    ],
    about: instance,
    whyNotChange: ports.whyNotChange,
    now: scope.now,
  })
}
