import type { ReadPorts, Scope } from '../../core/command.ts'
import { failureLines, nothingRead } from '../../core/ec2/failures.ts'
import { didYouMean, lookedIn } from '../../core/ec2/looked-for.ts'
import { explainAction } from '../../core/explained-codes.ts'
import type { FoundFunctions, FunctionQuery } from '../../core/lambda/functions.ts'
import { functionNamesLike } from '../../core/lambda/looked-for.ts'
import { answering } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, joinTexts, type Text, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

/** Nothing found says what was looked for and where, and which names come near. */
export async function noneFound(
  { names, runtimes }: FunctionQuery,
  found: FoundFunctions,
  { lambda, scope }: Pick<ReadPorts, 'lambda' | 'scope'>,
): Promise<View> {
  const answered = answering(scope.places, found.failures)
  if (answered.length === 0) return noneAnswered(found, scope)
  const meant = await functionNamesLike(names, { reader: lambda, places: answered })
  const wanted: Text[] = [...names, ...runtimes.map((runtime) => `--runtime ${runtime}`)].map((word) => [code(word)])
  const fits = wanted.length === 0 ? '' : text`fits ${joinTexts(wanted, ' ')}, `
  return {
    lead: text`${bold('No function')} ${fits}looked for in ${lookedIn(answered)}.${didYouMean(meant)}`,
    parts: found.failures.length > 0 ? [{ kind: 'bullets', items: failureLines(found.failures) }] : [],
    actions: [
      ...meant.map((name, index) => runs(`meant-${index + 1}`, `List ${name}`, ['lambda', 'list', name])),
      ...(wanted.length > 0 ? [runs('all', 'List all functions', ['lambda', 'list'])] : []),
      ...explainAction(found.failures.map((failure) => failure.code)),
    ],
  }
}

/** That is not the same as an account without functions. */
function noneAnswered({ failures }: FoundFunctions, { again }: Scope): View {
  return {
    lead: nothingRead(failures),
    parts: [{ kind: 'bullets', items: failureLines(failures) }],
    actions: [runs('again', 'Try again', again({})), ...explainAction(failures.map((failure) => failure.code))],
  }
}
