import { again } from '../core/again.ts'
import { type Command, typedName } from '../core/command.ts'
import { failureLines, nothingRead } from '../core/ec2/failures.ts'
import { didYouMean, lookedIn } from '../core/ec2/looked-for.ts'
import { whichFunction } from '../core/lambda/choice.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { functionNamesLike } from '../core/lambda/looked-for.ts'
import { isPayload } from '../core/payload-word.ts'
import { answering, type Place, type PlaceFailure } from '../core/place.ts'
import { type Problem, runs } from '../core/problem.ts'
import { bold, code, joinTexts, text } from '../core/text.ts'
import { replaceLoose } from './flags.ts'

type Pointed = {
  readonly command: Command
  /** As typed: a choice among several runs them again. */
  readonly words: readonly string[]
  readonly names: readonly string[]
  readonly places: readonly Place[]
  readonly reader: FunctionReader
}

type Found = { readonly found: LambdaFunction; readonly missing: readonly PlaceFailure[] }

/** The one function that the names point at, or a question back. */
export async function resolveFunction(pointed: Pointed): Promise<Found | Problem> {
  const { command, names, places, reader } = pointed
  if (names.length === 0) return nothingNamed(command)
  const { functions, failures } = await reader.findFunctions({ places, names, runtimes: [] })
  const [first, second] = functions
  if (first === undefined) return notFound(pointed, failures)
  const unfit = names.length > 1 ? await findUnfit(pointed, functions) : undefined
  // What was typed for it may have been meant for something else.
  if (unfit !== undefined) return notFound({ ...pointed, names: [unfit] }, failures)
  // An ARN is one function's in all of AWS: no other place can hold another of it.
  if (second === undefined) return { found: first, missing: names.every(isArn) ? [] : failures }
  return whichFunction({ functions, failures, names, wordsFor: (one) => wordsFor(one, pointed) })
}

/** The first name that fits nothing, where others do. */
async function findUnfit(
  { names, places, reader }: Pointed,
  functions: readonly LambdaFunction[],
): Promise<string | undefined> {
  for (const name of names) {
    if (functions.some((each) => each.name === name)) continue
    // oxlint-disable-next-line no-await-in-loop -- patterns and ARNs, one of them as a rule
    const fitting = await reader.findFunctions({ places, names: [name], runtimes: [] })
    if (fitting.functions.length === 0) return name
  }
  return undefined
}

/** The same words with their flags, for the one that was chosen. */
function wordsFor({ name, place }: LambdaFunction, { command, words }: Pointed): string[] {
  let isNamed = false
  const named = replaceLoose(command, words, (word) => {
    if (isPayload(word)) return [word]
    if (isNamed) return []
    isNamed = true
    return [name]
  })
  return again(command, named)({ account: place.account, region: place.region })
}

function isArn(name: string): boolean {
  return name.startsWith('arn:')
}

function listButton(): Problem['actions'][number] {
  return runs('list', 'List functions', ['lambda', 'list'])
}

function nothingNamed(command: Command): Problem {
  const typed = typedName(command)
  return {
    code: 'NothingNamed',
    message: text`${bold('Which function?')} ${code(typed)} needs its name or its ARN, like ${code(`${typed} ${command.examples[0] ?? ''}`)}.`,
    actions: [listButton()],
  }
}

async function notFound(
  { command, names, places, reader }: Pointed,
  failures: readonly PlaceFailure[],
): Promise<Problem> {
  const answered = answering(places, failures)
  const hint = joinTexts(failureLines(failures), ' ')
  if (answered.length === 0)
    return { code: 'NothingRead', message: nothingRead(failures), hint, actions: [listButton()] }
  const near = await functionNamesLike(names, { reader, places: answered })
  return {
    code: 'NotFound',
    message: text`No function fits ${bold(names.join(' '))}, looked for in ${lookedIn(answered)}.${didYouMean(near)}`,
    ...(hint.length === 0 ? {} : { hint }),
    actions: [
      ...near.map((name, index) =>
        runs(`meant-${index + 1}`, `${typedName(command)} ${name}`, [...command.words, name]),
      ),
      listButton(),
    ],
  }
}
