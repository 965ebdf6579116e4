import { describe, it } from 'vitest'
import { bootLog } from '../../src/playground/aws/ec2/console.ts'
import { byPerson } from '../../src/playground/aws/ec2/reasons.ts'
import { writeOutOfMemory } from '../../src/playground/world/aws-consoles.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const lin = throughConsole('lin')

/** Stopped a day ago, and a start that AWS refused so, then. */
const refused = (code: string, ago: '2h' | '2d') => (scene: InstanceScene) => {
  const { web, past } = scene
  const at = scene.ago('1d')
  ends(web, 'stopped', { at, ...byPerson(at) })
  const error = { code: `Client.${code}`, message: 'In words of AWS.' }
  past(
    callOn([web.id], { at, name: 'StopInstances', ...lin }),
    callOn([web.id], { at: scene.ago(ago), name: 'StartInstances', ...lin, error }),
  )
}

function isOutOfMemory({ web, ago }: InstanceScene): void {
  writeOutOfMemory(web, { at: ago('24m'), now: ago('1m') })
}

const worlds: readonly World[] = [
  {
    it: 'ran out of memory, so that its check fails',
    ask: '@windlass what is wrong with web-1?',
    world: instanceWorld({ failing: '18m' }, isOutOfMemory),
    line: /^web-1 fails its status check since <time>, 1\d min ago: most likely it ran out of memory, as its console shows\.$/,
    shows: ['Out of memory: Killed process 2143 (node)'],
    offers: 'Reboot web-1',
  },
  {
    it: 'fails its check, and the role may not read its console',
    ask: '@windlass why does web-1 fail its status check?',
    world: instanceWorld({ failing: '18m' }, isOutOfMemory),
    cannot: ['GetConsoleOutput'],
    line: /^web-1 fails its status check since <time>, 1\d min ago: the fault is inside it, in its system, network or memory, where AWS does not see\.$/,
    shows: ['instance status check impaired, system status check ok (EC2)'],
    offers: 'Reboot web-1',
    unread: 'The console output could not be read',
  },
  {
    it: 'is slow since it ran out of memory, and answers',
    ask: '@windlass why is web-1 slow?',
    world: instanceWorld({}, isOutOfMemory),
    line: 'web-1 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program.',
    shows: ['Out of memory'],
    offers: 'How to see memory',
  },
  {
    it: 'is slow, and ran out of memory before it was last booted',
    ask: '@windlass why is web-1 slow?',
    world: instanceWorld({}, (scene) => {
      const { web, ago } = scene
      isOutOfMemory(scene)
      const text = `${web.console?.text ?? ''}${bootLog(web.running, ago('10m'))}`
      web.console = { text, at: ago('10m') }
    }),
    line: 'Nothing that Windlass can read says why web-1 is slow: it is ● running.',
    shows: ['no line that explains it (console output)'],
    offers: 'Console output',
  },
  {
    it: 'has a faulty host',
    ask: '/ec2 why web-1',
    world: instanceWorld({}, ({ web, ago }) => {
      const system = { isPassed: false, since: ago('28m') }
      web.checks = { instance: system, system }
    }),
    line: /^The host of web-1 is faulty: its system status check fails, since <time>, 2\d min ago\. The fault is AWS’s\. Its instance status check fails too, most likely since its host does\.$/,
    shows: ['system status check impaired, instance status check impaired (EC2)'],
    offers: 'Stop web-1, to start it again',
  },
  {
    it: 'has used up its CPU credits',
    ask: '@windlass why is web-1 so slow?',
    world: instanceWorld({ type: 't3.medium', busy: '14h' }),
    line: /^web-1 has used up its CPU credits: a t3\.medium is then held at its baseline of # %, since <time>, \d h ago\.$/,
    shows: ['(CloudWatch)'],
    offers: 'What are CPU credits?',
  },
  {
    it: 'the same where the role may not read metrics: nothing is found',
    ask: '@windlass why is web-1 so slow?',
    world: instanceWorld({ type: 't3.medium', busy: '14h' }),
    cannot: ['GetMetricData'],
    line: 'Nothing that Windlass can read says why web-1 is slow: it is ● running.',
    shows: ['system check ok, instance check ok (EC2)'],
    offers: 'How to see memory',
    unread: 'cloudwatch:GetMetricData',
  },
  {
    it: 'uses all of its CPU, of which it has no credits',
    ask: '@windlass why is web-1 slow?',
    world: instanceWorld({}, ({ web, place, ago }) => {
      place.instances.splice(0, 1, { ...web, load: [{ since: ago('190m'), cpuPercent: 99 }] })
    }),
    line: 'web-1 uses all of its CPU: # % of its 2 vCPUs, since <time>, 3 h ago.',
    shows: ['CPU above 80 % from then on (CloudWatch)'],
    offers: 'How to choose a type',
  },
  {
    it: 'is to be retired soon, and well',
    ask: '/ec2 why web-1',
    world: instanceWorld({
      event: { code: 'instance-retirement', description: 'Degraded hardware', inMs: 86_400_000 },
    }),
    line: 'AWS will retire the faulty host of web-1, not before <time>.',
    shows: ['scheduled event instance-retirement: Degraded hardware (EC2)'],
    offers: 'Stop web-1, to start it again',
  },
  {
    it: 'is well',
    ask: '@windlass what is wrong with web-1?',
    world: instanceWorld({}),
    line: 'Nothing that Windlass can read is wrong with web-1: it is ● running.',
    shows: ['system check ok, instance check ok (EC2)', 'no line that explains it (console output)'],
    offers: 'Console output',
  },
  {
    it: 'is well, though it is said to be stopped',
    ask: '@windlass why is web-1 stopped?',
    world: instanceWorld({}),
    line: 'web-1 is not stopped: it is ● running, started <time>, 3 d ago.',
    shows: [],
    offers: 'Who did what',
  },
  {
    it: 'could not be started, for want of capacity',
    ask: "@windlass why can't I start web-1?",
    world: instanceWorld({}, refused('InsufficientInstanceCapacity', '2h')),
    line: 'web-1 could not be started: AWS had no room for the type m7g.large in eu-central-1a, <time>, 2 h ago.',
    also: ['web-1 was stopped in AWS by lin@harbour.example (permission set Operators), <time>, 1 d ago.'],
    shows: ['StartInstances by lin'],
    offers: 'Start web-1',
  },
  {
    it: 'could not be started another day, and was not tried since its stop',
    ask: "@windlass why doesn't web-1 start?",
    world: instanceWorld({}, refused('UnauthorizedOperation', '2d')),
    line: 'Nobody has tried to start web-1 since it stopped <time>, as far as CloudTrail shows, which is some minutes behind.',
    also: ['web-1 was stopped in AWS by lin@harbour.example (permission set Operators), <time>, 1 d ago.'],
    shows: [],
    offers: 'Start web-1',
  },
]

describe('an instance that', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
