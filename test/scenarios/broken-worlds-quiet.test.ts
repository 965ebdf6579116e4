import { describe, it } from 'vitest'
import type { Code } from '../../src/playground/aws/lambda/simulated-function.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { code, minuteMs, well } from './broken-function.ts'
import { expectTruth, functionWorld, type Scene, shareStage, type World } from './broken-world.ts'

const idle = { everyMinutes: 1e12 }
const console = (name: string) => `${name}@harbour.example (permission set Operators)`

const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555'

/** Lambda cannot decrypt its variables: KMS says so with that code. */
function sealed(ErrorCode: string, said: string) {
  return ({ place }: Scene): void => {
    for (const each of place.functions) {
      const Message = `Lambda was unable to decrypt your environment variables because ${said}`
      const configuration = {
        ...each.latest.configuration,
        KMSKeyArn: keyArn,
        Environment: { Error: { ErrorCode, Message } },
      }
      each.latest = { ...each.latest, configuration }
    }
  }
}

/** Somebody did that to a rule so many hours ago. */
function rule(name: string, hoursAgo: number, who: string) {
  return ({ past }: Scene): void =>
    past({
      at: Date.now() - hoursAgo * 60 * minuteMs,
      service: 'events',
      name,
      ...throughConsole(who),
      parameters: { name: 'nightly-cleanup-rule' },
    })
}

const cleanup = (...breaks: readonly ((scene: Scene) => void)[]) =>
  functionWorld(
    {
      name: 'nightly-cleanup',
      runtime: 'ruby3.3',
      code: code(well),
      triggers: [{ kind: 'events', source: 'nightly-cleanup-rule' }],
      load: idle,
    },
    (scene) => {
      for (const one of breaks) one(scene)
    },
  )

const vault = functionWorld(
  { name: 'vault-reader', code: code(well), load: idle },
  sealed(
    'DisabledException',
    `the KMS key used is disabled. KMS Exception: DisabledException KMS Message: ${keyArn} is disabled.`,
  ),
)

const mailer = functionWorld(
  {
    name: 'mailer',
    runtime: 'python3.13',
    code: code(well),
    triggers: [{ kind: 'sqs', source: 'mails', isOff: true }],
  },
  ({ place, past }) => {
    const id = place.mappings[0]?.id
    past({
      at: Date.now() - 300 * minuteMs,
      service: 'lambda',
      name: 'UpdateEventSourceMapping',
      ...throughConsole('bob'),
      parameters: { uUID: id, enabled: false },
    })
  },
)

const called = (name: string) => `${name} was not called in the last day`
const keyOff =
  'vault-reader cannot start: The KMS key of its environment variables is disabled. Without the key Lambda cannot decrypt them.'
const key = [
  'why does vault-reader not work?',
  'vault-reader is broken since 3 hours',
  'why is vault-reader never called?',
]

const quiet: readonly World[] = [
  ...key.map((question) => ({
    it: `cannot decrypt its variables: ${question}`,
    ask: `@windlass ${question}`,
    world: vault,
    line: keyOff,
    shows: ['Lambda could not decrypt its environment variables: DisabledException (Lambda)'],
    offers: 'About KMS errors',
    unread: 'An AWS administrator enables the key, or its owner sets another one.',
  })),
  {
    it: 'waits for a rule that is disabled',
    ask: "@windlass why hasn't nightly-cleanup run?",
    world: cleanup(rule('DisableRule', 33, 'erin')),
    line: `${called('nightly-cleanup')}, most likely since its rule was disabled: ${console('erin')} disabled the EventBridge rule nightly-cleanup-rule <time>, 1 d ago, and nobody has enabled it since, as far as CloudTrail shows.`,
    shows: [`<time> ${console('erin')} disabled the EventBridge rule nightly-cleanup-rule (CloudTrail)`],
    offers: 'About such rules',
  },
  {
    it: 'waits for a rule that was deleted',
    ask: '@windlass nightly-cleanup did not run last night',
    world: cleanup(rule('DeleteRule', 33, 'erin')),
    line: `${called('nightly-cleanup')}, most likely since its rule was deleted: ${console('erin')} deleted the EventBridge rule nightly-cleanup-rule <time>, 1 d ago, and nobody has made it anew since, as far as CloudTrail shows.`,
    shows: [],
    offers: 'About such rules',
  },
  {
    it: 'was not called, though its rule is enabled again',
    ask: "@windlass why hasn't nightly-cleanup run?",
    world: cleanup(rule('DisableRule', 60, 'erin'), rule('EnableRule', 33, 'gina')),
    line: `${called('nightly-cleanup')}: no call reached it. It could be called by EventBridge nightly-cleanup-rule.`,
    shows: ['no call and no throttled call since then'],
    offers: 'Metrics',
  },
  {
    it: 'has a mapping that was disabled by a call that names the mapping alone',
    ask: '@windlass why is mailer never called?',
    world: mailer,
    line: `SQS mails is disabled: nothing comes to mailer from it, and it was not called in the last day. Nothing else is set up to call it. ${console('bob')} disabled it <time>, 5 h ago.`,
    shows: [`UpdateEventSourceMapping by ${console('bob')} (CloudTrail)`],
    offers: 'Enable mails',
  },
]

/** Each call fails with that line, since so many hours where it is said. */
function fails(line: string, hours?: number): Code {
  const failing = { share: 1, type: 'Error', message: 'x' }
  const manner = {
    ...well,
    failing,
    writes: ({ at, requestId, memoryMb, ended }: Parameters<NonNullable<typeof well.writes>>[0]) => [
      { at, message: `START RequestId: ${requestId} Version: $LATEST\n` },
      { at: at + ended.durationMs, message: `${line}\n` },
      { at: at + ended.durationMs, message: `END RequestId: ${requestId}\n` },
      {
        at: at + ended.durationMs,
        message: `REPORT RequestId: ${requestId}\tDuration: ${ended.durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ended.durationMs)} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: 90 MB\t\n`,
      },
    ],
  }
  return hours === undefined
    ? code(manner)
    : code({ ...manner, earlier: { until: Date.now() - hours * 60 * minuteMs, manner: well } })
}

const trace = 'Traceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 9, in handler'
const all = 'All # failed calls that were read ended so.'
const python = { runtime: 'python3.12', triggers: [{ kind: 'sqs', source: 'jobs' }] } as const

const ranOut: readonly World[] = [
  {
    it: 'uses credentials that have expired',
    ask: '@windlass sync-crm is failing since this morning, why?',
    world: functionWorld({
      name: 'sync-crm',
      runtime: 'java17',
      code: fails(
        'The provided token has expired. (Service: S3, Status Code: 400, Request ID: 7F3ABCD0123, Extended Request ID: kX9=): software.amazon.awssdk.services.s3.model.S3Exception\nsoftware.amazon.awssdk.services.s3.model.S3Exception: The provided token has expired. (Service: S3, Status Code: 400, Request ID: 7F3ABCD0123, Extended Request ID: kX9=)\n\tat com.acme.Sync.handleRequest(Sync.java:54)',
        6,
      ),
    }),
    line: `sync-crm fails: The AWS credentials that its code used had expired. ${all}`,
    shows: [' calls since <time>, '],
    offers: 'Logs of the errors',
  },
  {
    it: 'calls what has an expired certificate',
    ask: '@windlass why is partner-poll failing?',
    world: functionWorld({
      ...python,
      name: 'partner-poll',
      code: fails(
        `[ERROR] SSLError: HTTPSConnectionPool(host='api.partner.example', port=443): Max retries exceeded with url: /v1/x (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1010)')))\n${trace}`,
      ),
    }),
    line: `partner-poll fails: A TLS certificate of api.partner.example has expired: its own, or one that it was signed with. ${all}`,
    shows: ['calls failed in the last day (CloudWatch)'],
    offers: 'Logs of the errors',
  },
  {
    it: 'gets no answer of DNS in its VPC',
    ask: '@windlass why is partner-dns failing?',
    world: functionWorld({
      ...python,
      name: 'partner-dns',
      isInVpc: true,
      code: fails(`[ERROR] URLError: <urlopen error [Errno -3] Temporary failure in name resolution>\n${trace}`),
    }),
    line: `partner-dns fails: DNS gave no answer when it asked for the address of what it calls. It runs in a VPC, so it asks the DNS servers of that VPC. ${all}`,
    shows: ['Temporary failure in name resolution'],
    offers: 'Logs of the errors',
  },
]

describe('a function that nothing calls, or that cannot start,', () => {
  shareStage()
  it.each(quiet)('$it', expectTruth)
})

describe('a function whose calls fail by what ran out, or did not answer,', () => {
  shareStage()
  it.each(ranOut)('$it', expectTruth)
})
