import { describe, it } from 'vitest'
import { ending } from '../../src/playground/aws/auto-scaling/activities.ts'
import { asAutoScaling } from '../../src/playground/aws/auto-scaling/trail.ts'
import { byPerson, fromInside } from '../../src/playground/aws/ec2/reasons.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'
import { people } from './stage.ts'

const grace = throughConsole('grace')
const byGrace = 'grace@harbour.example (permission set Operators)'
const scaleIn =
  'At 2026-11-26T09:00:02Z an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 3 to 2.'

function terminatedByGrace({ web, ago, past }: InstanceScene): void {
  const at = ago('20m')
  ends(web, 'terminated', { at, ...byPerson(at) })
  past(callOn([web.id], { at, name: 'TerminateInstances', ...grace }))
}

/** Twenty minutes ago its group ended it, for this cause; without one, for it had been stopped. */
const endedByGroup =
  (cause?: string) =>
  ({ web, place, ago, past }: InstanceScene) => {
    const at = ago('20m')
    ends(web, 'terminated', { at, ...byPerson(at) })
    const noticed = ending(web.id, { at, until: at + 60_000 })
    place.fleets[0]?.activities.push(cause === undefined ? noticed : { ...noticed, cause })
    past(asAutoScaling('TerminateInstances', web.id, at))
  }

const fleet = 'shop-web'
const group = (why: string) => `web-1 was terminated by the Auto Scaling group shop-web: ${why}, <time>, 20 min ago.`

const worlds: readonly World[] = [
  {
    it: 'by a person',
    ask: '@windlass who terminated web-1?',
    world: instanceWorld({}, terminatedByGrace),
    line: `web-1 was terminated in AWS by ${byGrace}, <time>, 20 min ago.`,
    shows: ['TerminateInstances by grace'],
    offers: 'What is kept of it?',
  },
  {
    it: 'by a person, of a group that then took note of it',
    ask: '@windlass who killed web-1?',
    world: instanceWorld({ fleet }, (scene) => {
      terminatedByGrace(scene)
      const at = scene.ago('18m')
      scene.place.fleets[0]?.activities.push(ending(scene.web.id, { at, until: at + 60_000 }))
    }),
    line: `web-1 was terminated in AWS by ${byGrace}, <time>, 20 min ago.`,
    shows: ['TerminateInstances by grace'],
    offers: 'What is kept of it?',
  },
  {
    it: 'the same where CloudTrail cannot be read: not by the group, and no one is named',
    ask: '/ec2 why web-1',
    world: instanceWorld({ fleet }, (scene) => {
      terminatedByGrace(scene)
      const at = scene.ago('18m')
      scene.place.fleets[0]?.activities.push(ending(scene.web.id, { at, until: at + 60_000 }))
    }),
    cannot: ['LookupEvents'],
    line: 'web-1 was terminated by a call to EC2, <time>, 20 min ago; who made it could not be read.',
    shows: ['AWS gives Client.UserInitiatedShutdown as the reason (EC2)'],
    offers: 'Who did what',
    unread: 'CloudTrail could not be read',
  },
  {
    it: 'by a person, for whom a viewer may not look',
    ask: '/ec2 why web-1',
    as: people.lin.id,
    world: instanceWorld({}, terminatedByGrace),
    line: 'web-1 was terminated by a call to EC2, <time>, 20 min ago; who made it could not be read.',
    shows: ['AWS gives Client.UserInitiatedShutdown as the reason (EC2)'],
    offers: 'Show',
    unread: 'Left out, since you may not run /ec2 history in production, eu-central-1.',
  },
  {
    it: 'by Spot',
    ask: '@windlass what happened to web-1?',
    world: instanceWorld({ isSpot: true, life: { state: 'terminated', ago: '20m', by: 'spot' } }),
    line: 'web-1 was terminated by AWS, which took its Spot capacity back: it needed the capacity elsewhere, <time>, 20 min ago.',
    shows: ['AWS gives Server.SpotInstanceTermination as the reason (EC2)', 'instance-terminated-no-capacity'],
    offers: 'What is a Spot interruption?',
  },
  {
    it: 'by a person, though it was a Spot Instance',
    ask: '@windlass why did web-1 vanish?',
    world: instanceWorld({ isSpot: true }, (scene) => {
      terminatedByGrace(scene)
      const [request] = scene.place.spotRequests
      if (request !== undefined) request.Status = { Code: 'instance-terminated-by-user' }
    }),
    line: `web-1 was terminated in AWS by ${byGrace}, <time>, 20 min ago.`,
    shows: ['TerminateInstances by grace'],
    offers: 'What is kept of it?',
  },
  {
    it: 'from inside, where a shutdown terminates',
    ask: '@windlass why is web-1 gone?',
    world: instanceWorld({}, ({ web, ago }) => ends(web, 'terminated', { at: ago('20m'), ...fromInside })),
    line: /^web-1 was terminated from inside: someone or something on it shut its operating system down\. That was soon after <time>, 2\d min ago\. Its shutdown behaviour is terminate, so that a shutdown ended it for good\.$/,
    shows: ['AWS gives Client.InstanceInitiatedShutdown as the reason (EC2)'],
    offers: 'How to prevent it',
  },
  {
    it: 'by its group, since its checks failed',
    ask: '@windlass who killed web-1?',
    world: instanceWorld(
      { fleet },
      endedByGroup(
        'At 2026-11-26T09:00:00Z an instance was taken out of service in response to an EC2 instance status check failure.',
      ),
    ),
    line: group('it failed its EC2 status checks'),
    shows: ['EC2 instance status check failure. (Auto Scaling)', 'TerminateInstances by autoscaling.amazonaws.com'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, which a person made smaller',
    ask: '@windlass why was web-1 terminated?',
    world: instanceWorld(
      { fleet },
      endedByGroup(
        `At 2026-11-26T09:00:00Z a user request explicitly set group desired capacity changing the desired capacity from 3 to 2. ${scaleIn}`,
      ),
    ),
    line: group('someone lowered the number of instances that the group keeps'),
    shows: ['explicitly set group desired capacity'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, which a policy made smaller',
    ask: '/ec2 why web-1',
    world: instanceWorld(
      { fleet },
      endedByGroup(
        `At 2026-11-26T09:00:00Z a monitor alarm cpu-low in state ALARM triggered policy night-in changing the desired capacity from 3 to 2. ${scaleIn}`,
      ),
    ),
    line: group('its scaling policy night-in made the group smaller'),
    shows: ['triggered policy night-in'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, since a person had marked it as unhealthy',
    ask: '@windlass who terminated web-1?',
    world: instanceWorld({ fleet }, (scene) => {
      const { web, ago, past } = scene
      endedByGroup('At 2026-11-26T09:00:00Z an instance was taken out of service in response to a user health-check.')(
        scene,
      )
      const parameters = { instanceId: web.id, healthStatus: 'Unhealthy' }
      past({ at: ago('21m'), service: 'autoscaling', name: 'SetInstanceHealth', ...grace, parameters })
    }),
    line: group(`${byGrace} marked it as unhealthy`),
    shows: ['SetInstanceHealth by grace'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, since a person had stopped it',
    ask: '@windlass why is web-1 gone?',
    world: instanceWorld({ fleet }, (scene) => {
      endedByGroup()(scene)
      scene.past(callOn([scene.web.id], { at: scene.ago('22m'), name: 'StopInstances', ...grace }))
    }),
    line: group(`${byGrace} had stopped it, and the group replaces what is stopped`),
    shows: ['StopInstances by grace', 'TerminateInstances by autoscaling.amazonaws.com'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, since it had shut itself down',
    ask: '/ec2 why web-1',
    world: instanceWorld({ fleet }, endedByGroup()),
    line: group('it was found stopped, most likely from inside, since CloudTrail has no stop of it'),
    shows: ['indicating it has been terminated or stopped. (Auto Scaling)'],
    offers: 'How Auto Scaling decides',
  },
]

describe('an instance that is gone', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
