import { describe, it } from 'vitest'
import { bad, called, code, grace, minuteMs, since, well } from './broken-function.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'
import { people } from './stage.ts'

const versions = [
  { name: '6', code: code(well), changed: '9d', about: '' },
  { name: '7', code: since(120, bad), changed: '3d', about: '' },
] as const

const denied = {
  share: 0.5,
  type: 'AccessDenied',
  message:
    'User: arn:aws:sts::111122223333:assumed-role/order-intake/order-intake is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1:111122223333:table/orders because no identity-based policy allows the dynamodb:PutItem action',
}

const worlds: readonly World[] = [
  {
    it: 'times out',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld({ code: code({ ...well, p50Ms: 9000, p95Ms: 14_000 }) }),
    line: 'order-intake times out: It was not done within its timeout of # s, so Lambda stopped it in the middle. What it had done until then stays done. All # failed calls that were read ended so.',
    shows: ['Task timed out after 10.00 seconds'],
    offers: 'Give it 20 s',
  },
  {
    it: 'runs out of memory',
    ask: '@windlass why does order-intake crash?',
    world: functionWorld({ memoryMb: 128, code: code({ ...well, memoryMb: 190 }) }),
    line: 'order-intake runs out of memory: It needed more memory than the 128 MB that it has, so its process was killed. All # failed calls that were read ended so.',
    shows: [
      'it had used 128 of 128 MB (log)',
      'it was not deployed in the last day; its code and settings are of <time> (CloudTrail)',
    ],
    offers: 'Give it 256 MB',
  },
  {
    it: 'fails since a deployment',
    ask: '@windlass what is wrong with order-intake?',
    world: functionWorld({ code: since(120, bad), changed: '120m' }, called('UpdateFunctionCode', 120)),
    line: 'order-intake fails, most likely since it was changed: GitHubActions (role github-deploy) deployed new code <time>; within the hour after that # of # calls failed (# %), before it none of #.',
    also: [
      'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so.',
    ],
    shows: ["TypeError: Cannot read properties of undefined (reading 'country') (log)"],
    offers: 'Logs of the errors',
  },
  {
    it: 'fails since its alias was sent to another version',
    ask: '/lambda why order-intake',
    world: functionWorld(
      { code: code(well), versions, aliases: [{ name: 'live', version: '7' }] },
      called('UpdateAlias', 120, { by: grace, name: 'live', functionVersion: '7' }),
    ),
    line: 'order-intake fails, most likely since it was changed: grace@harbour.example (permission set Operators) sent its alias live to version 7 <time>; within the hour after that # of # calls failed (# %), before it none of #.',
    also: [
      'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so.',
    ],
    shows: ['(CloudTrail)'],
    offers: 'Roll back live',
  },
  {
    it: 'failed since a deployment, and no longer does',
    ask: '@windlass why did order-intake fail?',
    world: functionWorld(
      {
        code: code({ ...well, earlier: { until: Date.now() - 180 * minuteMs, manner: since(300, bad).manner } }),
        changed: '180m',
      },
      (scene) => {
        called('UpdateFunctionCode', 300)(scene)
        called('UpdateFunctionCode', 180)(scene)
      },
    ),
    line: 'order-intake failed, most likely by a change: GitHubActions (role github-deploy) deployed new code <time>; within the hour after that # of # calls failed (# %), before it none of #. None has failed since <time>.',
    also: [
      'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so, the newest 3 h ago.',
    ],
    shows: [
      '<time> GitHubActions (role github-deploy) deployed new code (CloudTrail)',
      'the first calls fail (CloudWatch)',
    ],
    offers: 'Logs of the errors',
  },
  {
    it: 'fails, and was deployed after that had begun',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld({ code: since(150, bad), changed: '120m' }, called('UpdateFunctionCode', 120)),
    line: 'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so.',
    shows: ["(reading 'country') (log)"],
    offers: 'Logs of the errors',
  },
  {
    it: 'fails, and code was deployed that its alias does not run',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld(
      { code: code(well), changed: '120m', versions, aliases: [{ name: 'live', version: '7' }] },
      called('UpdateFunctionCode', 120),
    ),
    line: 'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so.',
    shows: ["(reading 'country') (log)"],
    offers: 'Logs of the errors',
  },
  {
    it: 'may not write to its table',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld({ code: code({ ...well, failing: denied }) }),
    line: 'order-intake fails: Its execution role order-intake may not do dynamodb:PutItem on arn:aws:dynamodb:eu-central-1:111122223333:table/orders. No identity-based policy allows it. All # failed calls that were read ended so.',
    shows: ['AccessDenied'],
    offers: 'About its role',
  },
  {
    it: 'fails, and the role may not read its log',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld({ code: code(bad) }),
    cannot: ['FilterLogEvents'],
    line: '# of # calls of order-intake failed in the last day. The cause is in its log, which was not read.',
    shows: ['the last time that calls failed, or minutes after it (CloudWatch)'],
    offers: 'About its log',
    unread: 'logs:FilterLogEvents',
  },
  {
    it: 'fails, and whoever asks may not read its log',
    ask: '/lambda why order-intake',
    as: people.lin.id,
    world: functionWorld({ code: code(bad) }),
    line: '# of # calls of order-intake failed in the last day. The cause is in its log, which was not read.',
    shows: ['the last time that calls failed, or minutes after it (CloudWatch)'],
    offers: 'Metrics',
    unread: 'Left out, since you may not run /lambda logs',
  },
]

describe('a function that fails,', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
