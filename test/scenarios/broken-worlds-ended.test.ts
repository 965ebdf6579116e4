import { describe, it } from 'vitest'
import { bootLog } from '../../src/playground/aws/ec2/console.ts'
import { byPerson, fromInside } from '../../src/playground/aws/ec2/reasons.ts'
import { byWindlass, throughConsole } from '../../src/playground/world/aws-doers.ts'
import { type Ago, agoMs } from '../../src/playground/world/aws-row.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'
import { people } from './stage.ts'

const grace = throughConsole('grace')
const byGrace = 'grace@harbour.example (permission set Operators)'
const stopped = `web-1 was stopped in AWS by ${byGrace}, <time>, 2 d ago.`
const refused = (why: string) => `web-1 could not be started: ${why}, <time>, 10 min ago.`

/** Half an hour ago Spot ended it; the request says this. */
const spotEnds =
  (status: string, state: 'stopped' | 'terminated') =>
  ({ web, place, ago }: InstanceScene) => {
    const [request] = place.spotRequests
    if (request !== undefined) {
      request.Status = { Code: status, UpdateTime: new Date(ago('30m')) }
      request.State = state === 'stopped' ? 'disabled' : 'closed'
    }
    const code = state === 'stopped' ? 'Server.SpotInstanceShutdown' : 'Server.SpotInstanceTermination'
    ends(web, state, { at: ago('30m'), transition: code, reason: { Code: code, Message: `${code}: Spot` } })
  }

const startFails =
  (code: string, message: string) =>
  ({ web, ago, past }: InstanceScene) => {
    const at = ago('2d')
    ends(web, 'stopped', { at, ...byPerson(at) })
    past(
      callOn([web.id], { at, name: 'StopInstances', ...grace }),
      callOn([web.id], { at: ago('10m'), name: 'StartInstances', ...grace, error: { code, message } }),
    )
  }

const scheduler = {
  doer: { kind: 'role', name: 'instance-scheduler', session: 'ec2-scheduler' },
  from: '203.0.113.90',
} as const

function stoppedNightly({ web, ago, past }: InstanceScene): void {
  const at = ago('2h')
  ends(web, 'stopped', { at, ...byPerson(at) })
  const before: readonly Ago[] = ['0s', '1d', '2d', '3d']
  for (const each of before) past(callOn([web.id], { at: at - agoMs(each), name: 'StopInstances', ...scheduler }))
}

/** Its user data shuts it down some minutes after its start. */
function shutByUserData({ web, ago }: InstanceScene): void {
  ends(web, 'stopped', { at: ago('20m'), ...fromInside })
  const text = `${bootLog(web.running, ago('40m'))}[  120.1] cloud-init[1713]: + shutdown -h now\r\n`
  web.console = { text, at: ago('20m') }
}

/** The same world, asked in other words. */
const asked = (questions: readonly string[], { it: what, ...world }: Omit<World, 'ask'>): readonly World[] =>
  questions.map((question, index) => ({ ...world, it: `${what} (${index + 1})`, ask: `@windlass ${question}` }))

const worlds: readonly World[] = [
  ...asked(['why is web-1 gone?', 'who terminated web-1?'], {
    it: 'by an experiment with Spot',
    world: instanceWorld({ isSpot: true }, spotEnds('instance-terminated-by-experiment', 'terminated')),
    line: 'web-1 was terminated by AWS as a Spot Instance: an experiment of AWS Fault Injection Service interrupted it, <time>, 30 min ago.',
    shows: ['instance-terminated-by-experiment'],
    offers: 'What is a Spot interruption?',
  }),
  ...asked(['why is web-1 stopped?', 'web-1 is down'], {
    it: 'by Spot, which alone can start it again',
    world: instanceWorld({ isSpot: true }, spotEnds('instance-stopped-no-capacity', 'stopped')),
    line: 'web-1 was stopped by AWS, which took its Spot capacity back: it needed the capacity elsewhere, <time>, 30 min ago.',
    shows: ['instance-stopped-no-capacity'],
    offers: 'What is a Spot interruption?',
  }),
  ...asked(['why does web-1 stop every night?', 'who stopped web-1?'], {
    it: 'by a schedule, night after night',
    world: instanceWorld({ launched: '14h' }, stoppedNightly),
    line: 'web-1 was stopped in AWS by ec2-scheduler (role instance-scheduler), <time>, 2 h ago.',
    shows: ['they stopped it 3 times before, since <time> (CloudTrail)'],
    offers: 'Start web-1',
  }),
  ...asked(['why did web-1 shut down?', 'why is web-1 stopped?'], {
    it: 'by its user data',
    world: instanceWorld({ launched: '40m' }, shutByUserData),
    line: /^web-1 was stopped from inside: its operating system was shut down, most likely by its own cloud-init, which the console shows doing so\. That was soon after <time>, 2\d min ago\.$/,
    shows: ['cloud-init[1713]: + shutdown -h now (console output)'],
    offers: 'Start web-1',
  }),
  ...asked(['why is web-1 stopped?', 'why is web-1 off'], {
    it: 'for a reason that only AWS’s words tell',
    world: instanceWorld({}, ({ web, ago }) => {
      const code = 'Server.SomethingNew'
      ends(web, 'stopped', { at: ago('1h'), reason: { Code: code, Message: `${code}: The host had no power` } })
    }),
    line: 'Nothing that Windlass can read says why web-1 is stopped: it is ○ stopped.',
    shows: ['AWS gives as the reason: The host had no power (Server.SomethingNew) (EC2)'],
    offers: 'Who did what',
  }),
  ...asked(['who terminated web-1?', 'why was web-1 deleted?'], {
    it: 'not at all: a try was refused',
    world: instanceWorld({}, ({ web, ago, past }) => {
      const error = { code: 'Client.OperationNotPermitted', message: 'The instance may not be terminated.' }
      past(callOn([web.id], { at: ago('10m'), name: 'TerminateInstances', ...grace, error }))
    }),
    line: 'web-1 is not terminated: it is ● running, started <time>, 3 d ago.',
    shows: [`TerminateInstances by ${byGrace} from 203.0.113.24 failed with OperationNotPermitted`],
    offers: 'Who did what',
  }),
  ...asked(["why won't web-1 start?", 'web-1 does not boot'], {
    it: 'and not started, for a type that needs ENA',
    world: instanceWorld(
      {},
      startFails(
        'Client.InvalidParameterCombination',
        "Enhanced networking with the Elastic Network Adapter (ENA) is required for the 'm7g.large' instance type. Ensure that your instance 'i-0' is enabled for ENA.",
      ),
    ),
    line: refused('the type m7g.large needs enhanced networking (ENA), which is not enabled for it'),
    shows: ['AWS said: Enhanced networking with the Elastic Network Adapter'],
    offers: 'What that error is',
    also: [stopped],
  }),
  ...asked(["why can't web-1 start?", 'why is web-1 down'], {
    it: 'and not started, for a zone without its type',
    world: instanceWorld(
      {},
      startFails(
        'Client.Unsupported',
        'Your requested instance type (m7g.large) is not supported in your requested Availability Zone (eu-central-1a). Please retry your request by not specifying an Availability Zone or choosing eu-central-1b, eu-central-1c.',
      ),
    ),
    line: refused('AWS does not offer the type m7g.large in eu-central-1a'),
    shows: ['or choosing eu-central-1b, eu-central-1c. (CloudTrail)'],
    offers: 'What that error is',
    also: [stopped],
  }),
  ...asked(["why won't web-1 start?", 'why is web-1 off?'], {
    it: 'and not started, without a subscription',
    world: instanceWorld(
      {},
      startFails(
        'Client.OptInRequired',
        'In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=2wqkpek696qhdeo7lbbjncqli',
      ),
    ),
    line: refused(
      'the account is not subscribed to the AWS Marketplace product that its image is of, or has not finished its sign-up',
    ),
    shows: ['To do so please visit https://aws.amazon.com/marketplace/pp?sku='],
    offers: 'What that error is',
    also: [stopped],
  }),
  ...asked(['why does web-1 not start', 'what happened to web-1?'], {
    it: 'and not started, for a full reservation',
    world: instanceWorld(
      {},
      startFails(
        'Client.ReservationCapacityExceeded',
        'The requested reservation does not have sufficient compatible and available capacity for this request.',
      ),
    ),
    line: refused('the Capacity Reservation that it is to start in is full'),
    shows: ['failed with ReservationCapacityExceeded'],
    offers: 'Start web-1',
    also: [stopped],
  }),
  {
    it: 'through Windlass, more than an hour ago',
    ask: '@windlass why is i-0abcdef0123456789 gone?',
    world: instanceWorld({}, ({ ago, past }) => {
      const at = ago('5h')
      past(callOn(['i-0abcdef0123456789'], { at, name: 'TerminateInstances', ...byWindlass(people.grace.id) }))
    }),
    line: 'i-0abcdef0123456789 was terminated through Windlass by <@U0GRACE>, <time>, 5 h ago. EC2 does not list it any more.',
    shows: ['TerminateInstances by <@U0GRACE>'],
    offers: 'What is kept of it?',
  },
]

describe('an instance that was ended', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
