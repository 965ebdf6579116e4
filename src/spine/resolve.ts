import type { Command } from '../core/command.ts'
import { whichInstance } from '../core/ec2/choice.ts'
import { failureLines } from '../core/ec2/failures.ts'
import type { Instance } from '../core/ec2/instance.ts'
import type { FoundInstances, InstanceReader } from '../core/ec2/instances.ts'
import { didYouMean, everyInstance, lookedIn, namesLike } from '../core/ec2/looked-for.ts'
import { type Selector, selectorWord } from '../core/ec2/selector.ts'
import type { Place } from '../core/place.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { bold, code, joinTexts, text } from '../core/text.ts'
import type { Values } from './parse.ts'

type Asked = {
  readonly command: Command
  readonly values: Values
  readonly places: readonly Place[]
  readonly reader: InstanceReader
}

/** Looks up what `instance` parameters point at, under the person's own credentials: exactly one, or a question back. */
export async function resolveTargets({ command, values, places, reader }: Asked): Promise<Values | Problem> {
  const resolved: Record<string, unknown> = { ...values }
  for (const [name, { kind }] of Object.entries(command.parameters)) {
    if (kind !== 'instance') continue
    const found = await resolveOne({ command, places, reader, selectors: selectorsIn(values[name]) })
    if (isProblem(found)) return found
    resolved[name] = found
  }
  return resolved
}

type Pointed = {
  readonly command: Command
  readonly selectors: readonly Selector[]
  readonly places: readonly Place[]
  readonly reader: InstanceReader
}

async function resolveOne(pointed: Pointed): Promise<Instance | Problem> {
  const { command, selectors, places, reader } = pointed
  if (selectors.length === 0) return nothingNamed(command)
  const found = await reader.findInstances({ ...everyInstance, places, selectors })
  const [first, second] = found.instances
  if (first === undefined) return notFound(pointed, found)
  if (second === undefined) return first
  const wordsFor = ({ id, place }: Instance) => [
    ...command.words,
    id,
    '--account',
    place.account,
    '--region',
    place.region,
  ]
  return whichInstance({ instances: found.instances, selectors, wordsFor })
}

function nothingNamed({ words }: Command): Problem {
  return {
    code: 'NothingNamed',
    message: text`${code(`/${words.join(' ')}`)} needs an instance: its name, its id, or ${code('tag:key=value')}.`,
    actions: [runs('list', 'List instances', ['ec2', 'list'])],
  }
}

async function notFound(
  { command, selectors, places, reader }: Pointed,
  { failures }: FoundInstances,
): Promise<Problem> {
  const wanted = joinTexts(
    selectors.map((selector) => [bold(selectorWord(selector))]),
    ' ',
  )
  const names = await namesLike(selectors, { places, reader })
  const hint = joinTexts(failureLines(failures), ' ')
  return {
    code: 'NotFound',
    message: text`No instance fits ${wanted}, looked for in ${lookedIn(places)}.${didYouMean(names)}`,
    ...(hint.length === 0 ? {} : { hint }),
    actions: [
      ...names.map((name, index) =>
        runs(`meant-${index + 1}`, `/${[...command.words, name].join(' ')}`, [...command.words, name]),
      ),
      runs('list', 'List instances', ['ec2', 'list']),
    ],
  }
}

function selectorsIn(value: unknown): readonly Selector[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts makes selectors of every `instance` parameter
  return value as readonly Selector[]
}
