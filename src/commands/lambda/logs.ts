import { readCommand } from '../../core/command.ts'
import type { LogQuery } from '../../core/lambda/functions.ts'
import { functionParameters, sinceParameter } from '../../core/lambda/parameters.ts'
import { wholeNumber } from '../../core/number.ts'
import { type Since, sinceTime } from '../../core/since.ts'
import { followLogs } from './logs-follow.ts'
import { logsView } from './logs-view.ts'

const halfAnHour: Since = { kind: 'ago', ms: 30 * 60_000 }
const usualLines = 100
// What CloudWatch gives at once is 10,000 (API reference, FilterLogEvents); more than this nobody reads in Slack.
const mostLines = 5000

export const lambdaLogs = readCommand({
  words: ['lambda', 'logs'],
  about: 'Show what a function wrote, call by call',
  effect: 'sensitive',
  examples: [
    'order-intake',
    'order-intake --since 3h --filter ERROR',
    'order-intake --lines 1000',
    'order-intake --follow',
  ],
  parameters: {
    ...functionParameters,
    since: sinceParameter('30m'),
    lines: {
      kind: 'option',
      about: `at most so many, the newest; ${usualLines} where it is not said`,
      placeholder: String(usualLines),
      parse: (word) => wholeNumber(word, { least: 1, most: mostLines }),
    },
    filter: {
      kind: 'option',
      about: 'only lines that fit this pattern of CloudWatch’s',
      placeholder: 'ERROR',
      parse: (word) => ({ ok: true, value: word }),
    },
    follow: { kind: 'flag', about: 'for 5 minutes, in one message to you alone that is kept up to date' },
    stop: { kind: 'flag', about: 'end what you follow of it' },
  },
  aws: { read: ['lambda:ListFunctions', 'logs:FilterLogEvents'] },
  async run({ function: found, since = halfAnHour, lines = usualLines, filter }, { lambda, scope }) {
    const query: LogQuery = {
      function: found,
      stretch: { from: sinceTime(since, scope), until: scope.now },
      pattern: filter,
      lines,
    }
    return logsView(query, await lambda.findLogs(query), scope)
  },
  follow({ function: found, since, lines = mostLines, filter, follow, stop }, { scope, begunAt }) {
    if (stop) return { kind: 'stop', name: found.name, id: found.arn }
    if (!follow) return undefined
    const { timeZone } = scope
    const from = since === undefined ? begunAt : sinceTime(since, { now: begunAt, timeZone })
    const following = followLogs({ function: found, pattern: filter, from, begunAt, most: lines, timeZone })
    return { kind: 'follow', following }
  },
})
