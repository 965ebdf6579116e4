import { describe, it } from 'vitest'
import { asAutoScaling } from '../../src/playground/aws/auto-scaling/trail.ts'
import { bootLog } from '../../src/playground/aws/ec2/console.ts'
import { byPerson, type Why } from '../../src/playground/aws/ec2/reasons.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'
import { people } from './stage.ts'

const grace = throughConsole('grace')
const lin = throughConsole('lin')
const byGrace = 'grace@harbour.example (permission set Operators)'
const byLin = 'lin@harbour.example (permission set Operators)'
const stopped = `web-1 was stopped in AWS by ${byGrace}, <time>, 2 d ago.`
const refused = (why: string) => `web-1 could not be started: ${why}, <time>, 10 min ago.`

/** Grace stopped it two days ago; ten minutes ago lin tried to start it, and AWS said this. */
const startFails =
  (code: string, message: string, more: (scene: InstanceScene) => void = () => {}) =>
  (scene: InstanceScene) => {
    const { web, ago, past } = scene
    const at = ago('2d')
    ends(web, 'stopped', { at, ...byPerson(at) })
    past(
      callOn([web.id], { at, name: 'StopInstances', ...grace }),
      callOn([web.id], { at: ago('10m'), name: 'StartInstances', ...lin, error: { code, message } }),
    )
    more(scene)
  }

const keyFails: Why = {
  transition: 'Client.InvalidKMSKey.InvalidState',
  reason: {
    Code: 'Client.InvalidKMSKey.InvalidState',
    Message: 'Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state',
  },
}
const encrypted = { disks: [{ gib: 20, type: 'gp3', isEncrypted: true }] } as const
const keyLine = 'AWS could not use the KMS key of its encrypted volume vol-0.'

const noRoot = 'Instance does not have a volume attached at root (/dev/xvda)'
const noRootLine = `web-1 could not be started: nothing is attached as its root volume, at /dev/xvda, <time>, 10 min ago.`

/** Forty minutes ago lin took its root volume off. */
function detached({ web, place, ago, past }: InstanceScene): void {
  const [volume] = place.volumes
  web.running = { ...web.running, BlockDeviceMappings: [] }
  if (volume === undefined) return
  volume.State = 'available'
  volume.Attachments = []
  const parameters = { volumeId: volume.VolumeId, instanceId: web.id, force: false }
  past({ at: ago('40m'), service: 'ec2', name: 'DetachVolume', ...lin, parameters })
}

const noRoom = ['Server.InsufficientInstanceCapacity', 'Insufficient capacity.'] as const
const noRoomLine = refused('AWS had no room for the type m7g.large in eu-central-1a')

function panicked({ web, ago }: InstanceScene): void {
  const line = 'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)'
  web.console = { text: `${bootLog(web.running, ago('3d'))}[    1.43] ${line}\r\n`, at: ago('17m') }
}

const gone = 'i-0abcdef0123456789'

const worlds: readonly World[] = [
  {
    it: 'for the key of its volume, by name',
    ask: "@windlass why won't web-1 start?",
    world: instanceWorld(encrypted, ({ web, ago, past }) => {
      ends(web, 'stopped', { at: ago('10m'), ...keyFails })
      past(callOn([web.id], { at: ago('10m') - 5000, name: 'StartInstances', ...grace }))
    }),
    line: `web-1 failed to start and was stopped: ${keyLine}`,
    shows: ['AWS gives Client.InvalidKMSKey.InvalidState as the reason (EC2)'],
    offers: 'What goes wrong with keys',
  },
  {
    it: 'for that key, launched by a group',
    ask: '@windlass why was web-1 terminated?',
    world: instanceWorld({ fleet: 'shop-web', launched: '12m', ...encrypted }, ({ web, ago }) =>
      ends(web, 'terminated', { at: ago('10m'), ...keyFails }),
    ),
    line: 'web-1 failed to start and was terminated: AWS could not use the KMS key of a volume of it.',
    shows: ['AWS gives Client.InvalidKMSKey.InvalidState as the reason (EC2)'],
    offers: 'What goes wrong with keys',
  },
  ...['Client.InvalidParameterValue', 'Client.IncorrectInstanceState'].map(
    (code): World => ({
      it: `without its root volume, with ${code}`,
      ask: "@windlass why can't I start web-1?",
      world: instanceWorld({}, startFails(code, noRoot, detached)),
      line: `${noRootLine} ${byLin} detached vol-0 from it <time>, 40 min ago.`,
      shows: [`AWS said: ${noRoot} (CloudTrail)`, `DetachVolume by ${byLin}`],
      offers: 'What is a root volume?',
      also: [stopped],
    }),
  ),
  {
    it: 'with its root volume under another name',
    ask: '@windlass web-1 does not boot, why?',
    world: instanceWorld(
      {},
      startFails('Client.InvalidParameterValue', noRoot, ({ web, place: { volumes } }) => {
        const disks = web.running.BlockDeviceMappings ?? []
        web.running = {
          ...web.running,
          BlockDeviceMappings: disks.map((disk) => ({ ...disk, DeviceName: '/dev/sdf' })),
        }
        for (const volume of volumes)
          volume.Attachments = (volume.Attachments ?? []).map((each) => ({ ...each, Device: '/dev/sdf' }))
      }),
    ),
    line: noRootLine,
    shows: ['at /dev/sdf (EC2)'],
    offers: 'What is a root volume?',
    also: [stopped],
  },
  {
    it: 'for what only AWS’s words tell',
    ask: '@windlass why does web-1 not start',
    world: instanceWorld(
      {},
      startFails('Client.InvalidNetworkInterfaceID.NotFound', "The networkInterface ID 'eni-0' does not exist"),
    ),
    line: refused('AWS refused with InvalidNetworkInterfaceID.NotFound'),
    shows: ["AWS said: The networkInterface ID 'eni-0' does not exist (CloudTrail)"],
    offers: 'Start web-1',
    also: [stopped],
  },
  {
    it: 'since an organization denies it, without the encoded message',
    ask: "@windlass web-1 won't start",
    world: instanceWorld(
      {},
      startFails(
        'Client.UnauthorizedOperation',
        'You are not authorized to perform this operation. User: arn:aws:sts::111122223333:assumed-role/Ops/lin is not authorized to perform: ec2:StartInstances on resource: arn:aws:ec2:eu-central-1:111122223333:instance/i-0 with an explicit deny in a service control policy. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU',
      ),
    ),
    line: refused('who tried may not start it: a service control policy denies it explicitly'),
    shows: [`StartInstances by ${byLin} from 203.0.113.24 failed with UnauthorizedOperation (CloudTrail)`],
    offers: 'What that error is',
    also: [stopped],
  },
  {
    it: 'and is stopped still',
    ask: '@windlass why is web-1 still stopped?',
    world: instanceWorld({}, startFails(...noRoom)),
    line: noRoomLine,
    shows: ['AWS said: Insufficient capacity. (CloudTrail)'],
    offers: 'Start web-1',
    also: [stopped],
  },
  {
    it: 'and is down',
    ask: '@windlass why is web-1 down?',
    world: instanceWorld({}, startFails(...noRoom)),
    line: noRoomLine,
    shows: ['failed with InsufficientInstanceCapacity'],
    offers: 'Start web-1',
    also: [stopped],
  },
  {
    it: 'where who stopped it is asked: beside that',
    ask: '@windlass who stopped web-1?',
    world: instanceWorld({}, startFails(...noRoom)),
    line: stopped,
    shows: ['StopInstances by grace'],
    offers: 'Start web-1',
    also: [noRoomLine],
  },
  {
    it: 'but runs, with a kernel that crashed',
    ask: '@windlass web-1 does not boot',
    world: instanceWorld({ failing: '18m' }, panicked),
    line: /^web-1 fails its status check since <time>, 1\d min ago: most likely its kernel /,
    shows: ['Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) (console output)'],
    offers: 'Console output',
  },
  {
    it: 'but was terminated while an image was made of it',
    ask: '@windlass why is web-1 gone?',
    world: instanceWorld({}, ({ web, ago, past }) => {
      const code = 'Client.InstanceTerminated'
      const words = 'The instance was terminated or rebooted during AMI creation'
      ends(web, 'terminated', {
        at: ago('20m'),
        transition: code,
        reason: { Code: code, Message: `${code}: ${words}` },
      })
      past(callOn([web.id], { at: ago('25m'), name: 'CreateImage', ...grace, parameters: { instanceId: web.id } }))
    }),
    line: 'web-1 was terminated while an image was made of it: AWS says that somebody terminated or rebooted it then.',
    shows: [`CreateImage by ${byGrace}`],
    offers: 'What is an AMI?',
  },
  {
    it: 'but is not listed any more, by its id',
    ask: `@windlass why is ${gone} gone?`,
    world: instanceWorld({}, ({ ago, past }) =>
      past(callOn([gone], { at: ago('3h'), name: 'TerminateInstances', ...grace })),
    ),
    line: `${gone} was terminated in AWS by ${byGrace}, <time>, 3 h ago. EC2 does not list it any more.`,
    shows: [`TerminateInstances by ${byGrace} from 203.0.113.24 (CloudTrail)`],
    offers: 'Who did what',
  },
  {
    it: 'but is not listed any more since its group ended it',
    ask: `/ec2 why ${gone}`,
    world: instanceWorld({}, ({ ago, past }) => past(asAutoScaling('TerminateInstances', gone, ago('3h')))),
    line: `${gone} was terminated by Auto Scaling, <time>, 3 h ago. EC2 does not list it any more.`,
    shows: ['TerminateInstances by autoscaling.amazonaws.com (CloudTrail)'],
    offers: 'Who did what',
  },
  {
    it: 'but nothing knows of it',
    ask: `@windlass who terminated ${gone}?`,
    world: instanceWorld({}),
    line: `No instance fits ${gone}, looked for in production (eu-central-1), and CloudTrail shows nothing that was done to it in the last 90 days.`,
    shows: [],
    offers: 'Read again',
  },
  {
    it: 'but who ended it a viewer may not see',
    ask: `/ec2 why ${gone}`,
    as: people.lin.id,
    world: instanceWorld({}, ({ ago, past }) =>
      past(callOn([gone], { at: ago('3h'), name: 'TerminateInstances', ...grace })),
    ),
    line: `No instance fits ${gone}, looked for in production (eu-central-1).`,
    shows: [],
    offers: 'Read again',
    unread: 'Left out, since you may not run /ec2 history in production, eu-central-1.',
  },
]

describe('an instance that does not start', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
