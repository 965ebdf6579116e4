import { describe, expect, it } from 'vitest'
import type { FunctionRow } from '../../src/playground/world/aws-functions-row.ts'
import { called, code, grace, since, well } from './broken-function.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const by = 'grace@harbour.example (permission set Operators)'
const fails = (type: string, message: string) => ({ ...well, failing: { share: 1, type, message } })
const versions: FunctionRow['versions'] = [{ name: '1', code: code(well), changed: '20d', about: '' }]
const denied =
  'User: arn:aws:sts::111122223333:assumed-role/basic/order-intake is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1:111122223333:table/orders because no identity-based policy allows the dynamodb:PutItem action'

type Row = {
  readonly it: string
  readonly ask: readonly [string, string]
  readonly throws: readonly [type: string, message: string]
  readonly set: Record<string, unknown>
  readonly says: string
  readonly also: string
}

const rows: readonly Row[] = [
  {
    it: 'has lost a variable',
    ask: ['why does order-intake crash?', 'order-intake is broken'],
    throws: ['Error', 'Missing environment variable TABLE_NAME'],
    set: { environment: {} },
    says: 'environment variables',
    also: 'order-intake fails with an error of its own code: Error: Missing environment variable TABLE_NAME.',
  },
  {
    it: 'has lost a layer',
    ask: ['why does order-intake not work?', 'order-intake throws errors since two hours'],
    throws: ['Runtime.ImportModuleError', "Error: Cannot find module 'sharp'"],
    set: { layers: [] },
    says: 'no layers',
    also: 'order-intake fails: Its code needs sharp, which is not in its package.',
  },
  {
    it: 'was given another role',
    ask: ['why does order-intake get access denied?', 'order-intake is not allowed to write any more'],
    throws: ['AccessDeniedException', denied],
    set: { role: 'arn:aws:iam::111122223333:role/basic' },
    says: 'role basic',
    also: 'order-intake fails: Its execution role basic may not do dynamodb:PutItem on arn:aws:dynamodb:eu-central-1:111122223333:table/orders. No identity-based policy allows it.',
  },
]

const changed: readonly World[] = rows.flatMap((row) =>
  row.ask.map((question) => ({
    it: `${row.it}: ${question}`,
    ask: `@windlass ${question}`,
    world: functionWorld(
      { code: since(100, fails(...row.throws)), changed: '101m' },
      called('UpdateFunctionConfiguration', 101, { by: grace, ...row.set }),
    ),
    line: `order-intake fails, most likely since it was changed: ${by} changed its configuration (set: ${row.says}) <time>; within the hour after that # of # calls failed (# %), before it none of #.`,
    shows: [`${by} changed its configuration (set: ${row.says}) (CloudTrail)`],
    offers: 'Who did what',
    also: [`${row.also} All # failed calls that were read ended so.`],
  })),
)

const others: readonly World[] = [
  {
    it: 'sends a share of its calls to a version that fails',
    ask: '@windlass why does order-intake fail sometimes?',
    world: functionWorld(
      {
        code: code(well),
        versions: [...versions, { name: '2', code: since(120, fails('Error', 'no IBAN')), changed: '125m', about: '' }],
        aliases: [{ name: 'live', version: '1', weights: { 2: 0.2 } }],
        load: { perMinute: 6 },
      },
      called('UpdateAlias', 121, {
        by: grace,
        name: 'live',
        functionVersion: '1',
        routingConfig: { additionalVersionWeights: { 2: 0.2 } },
      }),
    ),
    line: `order-intake fails, most likely since it was changed: ${by} sent # % of the calls of its alias live to version 2 <time>; within the hour after that # of # calls failed (# %), before it none of #.`,
    shows: [`${by} sent 20 % of the calls of its alias live to version 2 (CloudTrail)`],
    offers: 'Roll back live',
    also: [
      'order-intake fails with an error of its own code: Error: no IBAN. All # failed calls that were read ended so.',
    ],
  },
  {
    it: 'has a limit that somebody set',
    ask: '@windlass why is order-intake throttled?',
    world: functionWorld(
      { code: code(well), reserved: 4, needs: 6, load: { perMinute: 6 } },
      called('PutFunctionConcurrency', 125, { by: grace, reservedConcurrentExecutions: 4 }),
    ),
    line: `# calls of order-intake were throttled in the last day, since it reached its own limit: 4 may run at once. ${by} set that <time>, 2 h ago.`,
    shows: [`<time> ${by} set its concurrency (CloudTrail)`],
    offers: 'What is reserved concurrency?',
  },
  ...['why is order-intake slow?', 'order-intake got much slower today'].map((question) => ({
    it: `was given less memory: ${question}`,
    ask: `@windlass ${question}`,
    world: functionWorld(
      {
        memoryMb: 128,
        changed: '121m',
        code: since(120, { ...well, p50Ms: 1800, p95Ms: 3200 }),
        load: { perMinute: 4 },
      },
      called('UpdateFunctionConfiguration', 121, { by: grace, memorySize: 128 }),
    ),
    line: new RegExp(
      `^order-intake is slower since <time>: one in twenty calls takes # s or longer, before it was # ms\\. Most likely by a change (?:at that time|within the hour before): ${by.replaceAll(/[.()]/g, '\\$&')} changed its configuration \\(set: memory 128 MB\\) at <time>\\.$`,
    ),
    shows: ['p95 went from', `${by} changed its configuration (set: memory 128 MB) (CloudTrail)`],
    offers: 'Metrics',
  })),
  ...['the bill for order-intake is huge, why?', 'why is order-intake so expensive?'].map((question) => ({
    it: `has far more memory than it uses: ${question}`,
    ask: `@windlass ${question}`,
    world: functionWorld({ memoryMb: 10_240, code: code({ ...well, p50Ms: 3000, p95Ms: 5000 }) }),
    line: /^order-intake pays for far more memory than it uses: \d+ MB of # GB at most, of the \d+ newest calls\. About \$# of the \$[\d.]+ a month that it costs are for memory that none of them filled\.$/,
    shows: [],
    offers: 'About memory and CPU',
    also: [expect.stringMatching(/^order-intake costs about \$/)],
  })),
]

describe('a function that somebody changed', () => {
  shareStage()
  it.each([...changed, ...others])('$it', expectTruth)
})
