import { readCommand } from '../../core/command.ts'
import { gridOf } from '../../core/lambda/metrics.ts'
import { functionParameters, sinceParameter } from '../../core/lambda/parameters.ts'
import { type Since, sinceTime } from '../../core/since.ts'
import { metricsView } from './metrics-view.ts'

const threeHours: Since = { kind: 'ago', ms: 3 * 3_600_000 }

export const lambdaMetrics = readCommand({
  words: ['lambda', 'metrics'],
  about: 'Draw how often a function is called, fails and how long it takes',
  examples: ['order-intake', 'order-intake --since 7d'],
  parameters: { ...functionParameters, since: sinceParameter('3h') },
  aws: { read: ['lambda:ListFunctions', 'cloudwatch:GetMetricData'] },
  async run({ function: found, since = threeHours }, { lambda, scope }) {
    const from = sinceTime(since, scope)
    const grid = gridOf({ from, until: scope.now })
    const measured = await lambda.measure({ function: found, ...grid })
    return metricsView({ found, from, grid, measured }, scope)
  },
})
