import { inPlainWords } from '../../core/assistant/on-request.ts'
import { type ReadPorts, readCommand } from '../../core/command.ts'
import { diagnosisView } from '../../core/diagnosis-view.ts'
import { type Diagnosis, known, readToWords, type Source } from '../../core/evidence.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import { functionParameters, lookingActions } from '../../core/lambda/parameters.ts'
import { type FunctionFacts, type FunctionTrouble, functionTroubles } from '../../core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../core/lambda/why.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import type { Parsed } from '../../core/parsed.ts'
import { runs } from '../../core/problem.ts'
import type { View } from '../../core/view.ts'
import { readFacts } from './why-facts.ts'

export const lambdaWhy = readCommand({
  words: ['lambda', 'why'],
  about: 'Say why a function fails, is slow, is throttled, is never called or costs so much',
  examples: ['order-intake', 'order-intake --about slow', 'order-intake --about cost'],
  parameters: {
    ...functionParameters,
    about: {
      kind: 'option',
      about: `what is asked: ${functionTroubles.join(', ')}; whatever is wrong where it is not said`,
      placeholder: 'slow',
      parse: parseTrouble,
    },
    model: { kind: 'flag', about: 'in the words of the language model, where one is set up' },
  },
  aws: {
    read: [
      ...lookingActions,
      'lambda:GetAccountSettings',
      'ec2:DescribeRouteTables',
      'cloudwatch:GetMetricData',
      'logs:FilterLogEvents',
      'cloudtrail:LookupEvents',
    ],
  },
  run: async ({ function: found, about, model }, ports) =>
    inPlainWords({ isInWords: model, find: () => findWhy({ found, about }, ports) }, ports),
})

type Asked = { readonly found: LambdaFunction; readonly about: FunctionTrouble | undefined }

async function findWhy({ found, about }: Asked, ports: ReadPorts): Promise<View> {
  const { scope } = ports
  const facts = await readFacts({ found, about }, ports)
  const diagnoses = diagnoseFunction(facts)
  return diagnosisView({
    found: diagnoses,
    read: sourcesOf(facts, diagnoses),
    unread: [...unreadOf(facts, scope.timeZone), ...scope.missing.map(({ message }) => message)],
    actions: [runs('show', 'Show', wordsOnFunction('show', found)), runs('refresh', 'Read again', scope.again({}))],
    about: facts.details,
    whyNotChange: ports.whyNotChange,
    now: scope.now,
  })
}

function parseTrouble(word: string): Parsed<(typeof functionTroubles)[number]> {
  const trouble = functionTroubles.find((each) => each === word.toLowerCase())
  if (trouble !== undefined) return { ok: true, value: trouble }
  return {
    ok: false,
    message: `${word} is nothing that is asked of a function; those are ${functionTroubles.join(', ')}.`,
  }
}

function sourcesOf(facts: FunctionFacts, diagnoses: readonly Diagnosis[]): readonly Source[] {
  const isPriced = diagnoses.some(({ evidence }) => evidence.some(({ source }) => source === 'prices'))
  return [
    'lambda',
    ...(facts.counts !== undefined || known(facts.measured) !== undefined ? (['cloudwatch'] as const) : []),
    ...((known(facts.calls) ?? known(facts.reports)) !== undefined ? (['logs'] as const) : []),
    ...((known(facts.trail) ?? known(facts.switches)) !== undefined ? (['cloudtrail'] as const) : []),
    ...(isPriced ? (['prices'] as const) : []),
  ]
}

function unreadOf(
  { details, measured, calls, reports, logBytes, account, trail, switches }: FunctionFacts,
  timeZone: string,
): readonly string[] {
  const sentences = [measured, calls, reports, logBytes, account, trail, switches].flatMap((read) =>
    read !== undefined && 'unread' in read ? [read.unread] : [],
  )
  const cut = readToWords(trail, timeZone)
  return [...new Set([...details.unread, ...sentences, ...(cut === undefined ? [] : [`${cut}.`])])]
}
