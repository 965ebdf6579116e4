import { describe, it } from 'vitest'
import { code, grace, well } from './broken-function.ts'
import { expectTruth, functionWorld, type Scene, shareStage, type World } from './broken-world.ts'

const idle = { everyMinutes: 1e12 }
const by = 'grace@harbour.example (permission set Operators)'

function removed({ past, ago }: Scene): void {
  const parameters = { functionName: 'nightly-report', statementId: 'nightly-rule' }
  past({ at: ago('30h'), service: 'lambda', name: 'RemovePermission', ...grace, parameters })
}

const unread =
  'PROBLEM: Cannot access stream arn:aws:kinesis:eu-central-1:111122223333:stream/clicks. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, ListShards, and ListStreams Actions on your stream in IAM.'

/** What Lambda says of the last batch of its only mapping. */
function says(lastResult: string) {
  return ({ place }: Scene): void => {
    const [mapping] = place.mappings
    if (mapping !== undefined) {
      const configuration = { ...mapping.configuration, LastProcessingResult: lastResult }
      place.mappings.splice(0, 1, { ...mapping, configuration })
    }
  }
}

const nothing =
  'Nothing is set up to call nightly-report: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day.'
const nightly = functionWorld({ name: 'nightly-report', code: code(well), triggers: [], load: idle }, removed)
const scheduled = functionWorld({
  name: 'stock-report',
  code: code(well),
  triggers: [{ kind: 'events', source: 'nightly' }],
  load: idle,
})
const barred = functionWorld(
  { name: 'click-count', code: code(well), triggers: [{ kind: 'kinesis', source: 'clicks' }], load: idle },
  says(unread),
)

const worlds: readonly World[] = [
  ...['why is nightly-report never called?', 'nightly-report did not run last night'].map((question) => ({
    it: `has lost the permission of what called it: ${question}`,
    ask: `@windlass ${question}`,
    world: nightly,
    line: `${nothing} ${by} removed the permission nightly-rule to call it <time>, 1 d ago.`,
    shows: [`<time> ${by} removed the permission nightly-rule to call it (CloudTrail)`],
    offers: 'Who did what',
  })),
  ...['why is click-count never called?', 'click-count has not been triggered'].map((question) => ({
    it: `may not read its stream: ${question}`,
    ask: `@windlass ${question}`,
    world: barred,
    line: 'Kinesis clicks does not get its last batch through to click-count: Its execution role may not read from the source. No call reached it in the last day.',
    shows: ['AWS says of Kinesis clicks: PROBLEM: Cannot access stream'],
    offers: 'About such triggers',
  })),
  ...["why didn't stock-report run last night?", 'stock-report has not been triggered'].map((question) => ({
    it: `is called by a rule that may be disabled: ${question}`,
    ask: `@windlass ${question}`,
    world: scheduled,
    line: 'stock-report was not called in the last day: no call reached it. It could be called by EventBridge nightly.',
    shows: ['no call and no throttled call since then; earlier ones were not looked at (CloudWatch)'],
    offers: 'Metrics',
  })),
  {
    it: 'lags behind its stream, since a batch fails again and again',
    ask: '@windlass order-intake lags behind its stream',
    world: functionWorld(
      { code: code(well), triggers: [{ kind: 'kinesis', source: 'clicks' }] },
      says('PROBLEM: Function call failed'),
    ),
    line: 'Kinesis clicks does not get its last batch through to order-intake: It was called with the last batch and failed, or could not be called. Until the batch succeeds or is given up, nothing behind it in its shard or partition is read.',
    shows: ['AWS says of Kinesis clicks: PROBLEM: Function call failed (Lambda)'],
    offers: 'About such triggers',
  },
]

describe('a function that nothing calls', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
