import { readCommand } from '../../core/command.ts'
import { mostTrailMs } from '../../core/evidence.ts'
import { historyView } from '../../core/history-view.ts'
import { functionParameters, sinceParameter } from '../../core/lambda/parameters.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { pageParameter } from '../../core/page.ts'
import { runs } from '../../core/problem.ts'
import { sinceTime } from '../../core/since.ts'

// Of Windlass's own records, newest first: a change writes several.
const mostOwn = 200

export const lambdaHistory = readCommand({
  words: ['lambda', 'history'],
  about: 'Who changed a function, when and from where, by CloudTrail and by Windlass',
  effect: 'sensitive',
  examples: ['order-intake', 'order-intake --since 7d'],
  parameters: { ...functionParameters, since: sinceParameter('90d'), page: pageParameter() },
  aws: { read: ['lambda:ListFunctions', 'cloudtrail:LookupEvents'] },
  async run({ function: found, since: wanted, page = 1 }, { evidence, audit, scope }) {
    const { name, place, arn } = found
    const since =
      wanted === undefined ? scope.now - mostTrailMs : Math.max(sinceTime(wanted, scope), scope.now - mostTrailMs)
    const none = { user: undefined, command: undefined, change: undefined }
    const [trail, own] = await Promise.all([
      evidence.listTrail({ place, resource: name, from: since, until: scope.now }),
      audit.listEvents({ ...none, target: arn, since, offset: 0, limit: mostOwn }),
    ])
    const actions = [
      runs('why', 'What is wrong', wordsOnFunction('why', found)),
      runs('show', 'Show', wordsOnFunction('show', found)),
    ]
    return historyView({ name, trail, own: own.events, since, page, actions }, scope)
  },
})
