import { describe, it } from 'vitest'
import { bootLog } from '../../src/playground/aws/ec2/console.ts'
import { byHibernation, byPerson, fromInside, onLaunch } from '../../src/playground/aws/ec2/reasons.ts'
import type { PastEvent } from '../../src/playground/aws/past-event.ts'
import { bySchedule, byWindlass, throughConsole } from '../../src/playground/world/aws-doers.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'
import { click, untilSays } from './change-stage.ts'
import { ask, people } from './stage.ts'

const grace = throughConsole('grace')
const lin = throughConsole('lin')

const byGrace = 'grace@harbour.example (permission set Operators)'

type By = Pick<PastEvent, 'doer' | 'from'>

/** Two hours ago it was stopped by a call, of which CloudTrail has this. */
const stoppedBy =
  (by: By, ids: readonly string[] = []) =>
  ({ web, ago, past }: InstanceScene) => {
    const at = ago('2h')
    ends(web, 'stopped', { at, ...byPerson(at) })
    past(callOn([web.id, ...ids], { at, name: 'StopInstances', ...by }))
  }

/** Two hours ago it shut itself down. */
function stoppedInside({ web, ago }: InstanceScene): void {
  ends(web, 'stopped', { at: ago('2h'), ...fromInside })
}

const wrote =
  (...lines: readonly string[]) =>
  ({ web, ago }: InstanceScene) => {
    const text = `${bootLog(web.running, ago('3d'))}${lines.map((line) => `${line}\r\n`).join('')}`
    web.console = { text, at: ago('2h') }
  }

const worlds: readonly World[] = [
  {
    it: 'by a person in the console',
    ask: '@windlass why is web-1 stopped?',
    world: instanceWorld({}, stoppedBy(grace)),
    line: `web-1 was stopped in AWS by ${byGrace}, <time>, 2 h ago.`,
    shows: [`<time> StopInstances by ${byGrace} from 203.0.113.24 (CloudTrail)`],
    offers: 'Start web-1',
  },
  {
    it: 'by a person together with two others',
    ask: '/ec2 why web-1',
    world: instanceWorld({}, stoppedBy(grace, ['i-0aaaaaaaaaaaaaaa1', 'i-0aaaaaaaaaaaaaaa2'])),
    line: `web-1 was stopped in AWS by ${byGrace}, <time>, 2 h ago.`,
    shows: ['StopInstances by grace'],
    offers: 'Start web-1',
  },
  {
    it: 'by the first of two who stopped it, after a dry run and a stop of another day',
    ask: '@windlass who stopped web-1?',
    world: instanceWorld({ launched: '5h' }, (scene) => {
      const { web, ago, past } = scene
      stoppedBy(grace)(scene)
      const error = { code: 'Client.DryRunOperation', message: 'Request would have succeeded' }
      past(
        callOn([web.id], { at: ago('2d'), name: 'StopInstances', ...lin }),
        callOn([web.id], { at: ago('5h'), name: 'StartInstances', ...lin }),
        callOn([web.id], { at: ago('2h') - 1000, name: 'StopInstances', ...lin, error }),
        callOn([web.id], { at: ago('2h') + 20_000, name: 'StopInstances', ...byWindlass(people.ada.id) }),
      )
    }),
    line: `web-1 was stopped in AWS by ${byGrace}, <time>, 2 h ago.`,
    shows: ['StopInstances by grace'],
    offers: 'Start web-1',
  },
  {
    it: 'by a role that runs on a schedule',
    ask: '@windlass why was web-1 shut down?',
    world: instanceWorld({}, stoppedBy(bySchedule)),
    line: 'web-1 was stopped in AWS by stop-at-night (role office-hours), <time>, 2 h ago.',
    shows: ['StopInstances by stop-at-night (role office-hours) from 198.51.100.7 (CloudTrail)'],
    offers: 'Start web-1',
  },
  {
    it: 'by EventBridge Scheduler',
    ask: '@windlass what happened to web-1',
    world: instanceWorld({}, stoppedBy({ ...bySchedule, from: 'scheduler.amazonaws.com' })),
    line: 'web-1 was stopped in AWS by stop-at-night (role office-hours), through EventBridge Scheduler, <time>, 2 h ago.',
    shows: ['from scheduler.amazonaws.com (CloudTrail)'],
    offers: 'Start web-1',
  },
  {
    it: 'by an alarm',
    ask: '/ec2 why web-1 --about stopped',
    world: instanceWorld(
      {},
      stoppedBy({ doer: { kind: 'service', name: 'events.amazonaws.com' }, from: 'events.amazonaws.com' }),
    ),
    line: 'web-1 was stopped in AWS by the service events.amazonaws.com, <time>, 2 h ago.',
    shows: ['StopInstances by events.amazonaws.com'],
    offers: 'Start web-1',
  },
  {
    it: 'through Windlass, just now',
    ask: '@windlass why is web-9 down?',
    world: instanceWorld({ name: 'web-9' }),
    before: async (stage) => {
      const card = await ask(stage, '/ec2 stop web-9')
      await click(stage, card, { label: 'Stop 1 instance' })
      await untilSays(stage, card, /^Stopped 1 of 1/)
    },
    line: 'web-9 was stopped through Windlass by <@U0ADA>, <time>, just now.',
    shows: ['<@U0ADA> ran /ec2 stop web-9 (Windlass)', 'StopInstances by <@U0ADA>'],
    offers: 'Start web-9',
  },
  {
    it: 'through Windlass, of which only CloudTrail tells',
    ask: '/ec2 why web-1',
    world: instanceWorld({}, stoppedBy(byWindlass(people.grace.id))),
    line: 'web-1 was stopped through Windlass by <@U0GRACE>, <time>, 2 h ago.',
    shows: ['StopInstances by <@U0GRACE>'],
    offers: 'Start web-1',
  },
  {
    it: 'from inside',
    ask: '@windlass why is web-1 not running',
    world: instanceWorld({}, (scene) => {
      stoppedInside(scene)
      wrote('[259200.1] systemd-shutdown[1]: Powering off.')(scene)
    }),
    line: 'web-1 was stopped from inside: someone or something on it shut its operating system down. That was soon after <time>, 2 h ago.',
    shows: [
      'AWS gives Client.InstanceInitiatedShutdown as the reason (EC2)',
      'systemd-shutdown[1]: Powering off. (console output)',
      'no one stopped it through AWS since its latest start (CloudTrail)',
    ],
    offers: 'Start web-1',
  },
  {
    it: 'from inside, after a person tried in vain and after a panic of an earlier boot',
    ask: '@windlass who stopped web-1?',
    world: instanceWorld({}, (scene) => {
      const { web, ago, past } = scene
      stoppedInside(scene)
      wrote(
        'Kernel panic - not syncing: Fatal exception',
        bootLog(web.running, ago('1d')).trim(),
        'reboot: Power down',
      )(scene)
      const error = {
        code: 'Client.UnauthorizedOperation',
        message: 'You are not authorized to perform this operation.',
      }
      past(callOn([web.id], { at: ago('2h') - 60_000, name: 'StopInstances', ...lin, error }))
    }),
    line: 'web-1 was stopped from inside: someone or something on it shut its operating system down. That was soon after <time>, 2 h ago.',
    shows: ['reboot: Power down (console output)', 'no one stopped it through AWS since its latest start (CloudTrail)'],
    offers: 'Start web-1',
  },
  {
    it: 'from inside, by its own user data',
    ask: '/ec2 why web-1',
    world: instanceWorld({}, (scene) => {
      stoppedInside(scene)
      wrote('[ 120.1] cloud-init[1713]: + shutdown -h now', 'reboot: Power down')(scene)
    }),
    line: 'web-1 was stopped from inside: its operating system was shut down, most likely by its own cloud-init, which the console shows doing so. That was soon after <time>, 2 h ago.',
    shows: ['cloud-init[1713]: + shutdown -h now (console output)'],
    offers: 'Start web-1',
  },
  {
    it: 'hibernated',
    ask: '@windlass why is web-1 off?',
    world: instanceWorld({ mayHibernate: true }, ({ web, ago, past }) => {
      ends(web, 'stopped', { at: ago('2h'), ...byHibernation(ago('2h')) })
      past(callOn([web.id], { at: ago('2h'), name: 'StopInstances', ...grace, parameters: { hibernate: true } }))
    }),
    line: `web-1 was hibernated by ${byGrace}, <time>, 2 h ago: its memory is kept on its root volume.`,
    shows: ['AWS gives Client.UserInitiatedHibernate as the reason (EC2)'],
    offers: 'Start web-1',
  },
  {
    it: 'by AWS, since its host was to be retired',
    ask: '@windlass why did web-1 stop?',
    world: instanceWorld({}, ({ web, ago }) =>
      ends(web, 'stopped', {
        at: ago('2h'),
        reason: { Code: 'Server.ScheduledStop', Message: 'Server.ScheduledStop: Stopped due to scheduled retirement' },
      }),
    ),
    line: 'web-1 was stopped by AWS: its host was to be retired. That was soon after <time>, 2 h ago.',
    shows: ['AWS gives Server.ScheduledStop as the reason (EC2)'],
    offers: 'Start web-1',
  },
  {
    it: 'by Spot, which took the capacity',
    ask: '@windlass why is web-1 stopped?',
    world: instanceWorld({ isSpot: true }, ({ web, place, ago }) => {
      const [request] = place.spotRequests
      if (request !== undefined) request.Status = { Code: 'instance-stopped-by-price', UpdateTime: new Date(ago('2h')) }
      const reason = { Code: 'Server.SpotInstanceShutdown', Message: 'Server.SpotInstanceShutdown: Instance-shutdown' }
      ends(web, 'stopped', { at: ago('2h'), reason })
    }),
    line: 'web-1 was stopped by AWS, which took its Spot capacity back: the Spot price rose above its maximum price, <time>, 2 h ago.',
    shows: ['AWS gives Server.SpotInstanceShutdown as the reason (EC2)', '(Spot request)'],
    offers: 'What is a Spot interruption?',
  },
  {
    it: 'by a person, though it is a Spot Instance',
    ask: '@windlass why is web-1 stopped?',
    world: instanceWorld({ isSpot: true }, stoppedBy(grace)),
    line: `web-1 was stopped in AWS by ${byGrace}, <time>, 2 h ago.`,
    shows: ['StopInstances by grace'],
    offers: 'Start web-1',
  },
  {
    it: 'at its start, which the key of its volume spoiled',
    ask: "@windlass why won't web-1 start?",
    world: instanceWorld({ disks: [{ gib: 20, type: 'gp3', isEncrypted: true }] }, ({ web, ago, past }) => {
      ends(web, 'stopped', { at: ago('1h'), ...onLaunch })
      past(callOn([web.id], { at: ago('1h') - 5000, name: 'StartInstances', ...grace }))
    }),
    line: 'web-1 failed to start and was stopped: most likely the KMS key of its encrypted volume vol-0 may not be used.',
    shows: ['AWS gives Client.InternalError as the reason (EC2)'],
    offers: 'Start web-1',
  },
]

describe('an instance that was stopped', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
