import { type ReadPorts, readCommand, type Scope } from '../../core/command.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import type { CallCounts, FunctionDetails, LambdaFunction } from '../../core/lambda/function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { runtimesCheckedOn, supportOf } from '../../core/lambda/runtimes.ts'
import { markedFunctionState } from '../../core/lambda/state.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Action, View } from '../../core/view.ts'
import { dayMs } from './list-counts.ts'
import { factsOf } from './show-facts.ts'
import { troublesOf } from './show-troubles.ts'

export const lambdaShow = readCommand({
  words: ['lambda', 'show'],
  about: 'Show one function in full',
  examples: ['order-intake', 'order-intake --account production'],
  parameters: functionParameters,
  aws: {
    read: [...lookingActions, 'cloudwatch:GetMetricData'],
  },
  async run({ function: found }, { lambda, scope }) {
    const [details, calls] = await Promise.all([lambda.describeFunction(found), countCalls(found, { lambda, scope })])
    return showView(details, calls, scope)
  },
})

type Calls = { readonly counts: CallCounts | undefined; readonly unread: readonly string[] }

async function countCalls(
  found: LambdaFunction,
  { lambda, scope }: Pick<ReadPorts, 'lambda' | 'scope'>,
): Promise<Calls> {
  const { counts, failures } = await lambda.countCalls([found], { from: scope.now - dayMs, until: scope.now })
  return { counts: counts.get(found.arn), unread: failures.map(({ message }) => message) }
}

function showView(details: FunctionDetails, { counts, unread }: Calls, scope: Scope): View {
  const { function: shown, state } = details
  const troubles = [...troublesOf(details, counts, scope.now), ...failureLines(scope.missing)]
  const is = state === undefined ? '' : text` is ${bold(markedFunctionState(state.name))}`
  return {
    lead: text`${bold(shown.name)}${is} in ${placeName(shown.place)}`,
    parts: [
      ...(troubles.length > 0 ? [{ kind: 'bullets', items: troubles } as const] : []),
      { kind: 'facts', facts: factsOf(details, counts, scope.now) },
    ],
    note: noteOf(shown, [...details.unread, ...unread], scope.now),
    actions: [
      whyOf(shown, counts),
      runs('logs', 'Logs', wordsOnFunction('logs', shown)),
      runs('metrics', 'Metrics', wordsOnFunction('metrics', shown)),
      runs('refresh', 'Read again', scope.again({})),
    ],
    isShareable: true,
  }
}

function whyOf(shown: LambdaFunction, counts: CallCounts | undefined): Action {
  const words = wordsOnFunction('why', shown)
  if ((counts?.errors ?? 0) === 0) return runs('why', 'What is wrong?', words)
  return { kind: 'button', verb: 'why', label: 'Why they fail', style: 'primary', does: { kind: 'run', words } }
}

function noteOf({ runtime }: LambdaFunction, unread: readonly string[], now: number): Text {
  const support = supportOf(runtime, now)
  const checked = support === undefined ? '' : ` AWS’s dates for runtimes, checked ${runtimesCheckedOn}.`
  return text`As of ${{ time: now }}.${checked}${unread.map((sentence) => ` ${sentence}`).join('')}`
}
