import type { Command } from '../core/command.ts'
import { whichInstance } from '../core/ec2/choice.ts'
import { failureLines, nothingRead } from '../core/ec2/failures.ts'
import type { Instance } from '../core/ec2/instance.ts'
import type { InstanceReader } from '../core/ec2/instances.ts'
import { didYouMean, everyInstance, lookedIn, namesLike } from '../core/ec2/looked-for.ts'
import { type Selector, selectorWord } from '../core/ec2/selector.ts'
import { answering, type Place, type PlaceFailure } from '../core/place.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { bold, code, joinTexts, text } from '../core/text.ts'
import type { Values } from './parse.ts'

type Asked = {
  readonly command: Command
  readonly values: Values
  readonly places: readonly Place[]
  readonly reader: InstanceReader
}

/** The values with targets looked up, and which places could not be looked in. */
export type Resolved = { readonly values: Values; readonly missing: readonly PlaceFailure[] }

/** Looks up what `instance` parameters point at, under the person's own credentials: exactly one, or a question back. */
export async function resolveTargets({ command, values, places, reader }: Asked): Promise<Resolved | Problem> {
  const resolved: Record<string, unknown> = { ...values }
  const missing: PlaceFailure[] = []
  for (const [name, { kind }] of Object.entries(command.parameters)) {
    if (kind !== 'instance') continue
    // oxlint-disable-next-line no-await-in-loop -- a command has one target of this kind
    const found = await resolveOne({ command, places, reader, selectors: selectorsIn(values[name]) })
    if (isProblem(found)) return found
    resolved[name] = found.instance
    missing.push(...found.missing)
  }
  return { values: resolved, missing }
}

type Pointed = {
  readonly command: Command
  readonly selectors: readonly Selector[]
  readonly places: readonly Place[]
  readonly reader: InstanceReader
}

type Found = { readonly instance: Instance; readonly missing: readonly PlaceFailure[] }

async function resolveOne(pointed: Pointed): Promise<Found | Problem> {
  const { command, selectors, places, reader } = pointed
  if (selectors.length === 0) return nothingNamed(command)
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places, selectors })
  const [first, second] = instances
  if (first === undefined) return notFound(pointed, failures)
  // An id is one instance's in all of AWS: no other place can hold another of it.
  const isById = selectors.length === 1 && selectors[0]?.kind === 'id'
  if (second === undefined) return { instance: first, missing: isById ? [] : failures }
  const wordsFor = ({ id, place }: Instance) => [
    ...command.words,
    id,
    '--account',
    place.account,
    '--region',
    place.region,
  ]
  return whichInstance({ instances, failures, selectors, wordsFor })
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
  failures: readonly PlaceFailure[],
): Promise<Problem> {
  const answered = answering(places, failures)
  const hint = joinTexts(failureLines(failures), ' ')
  const list = runs('list', 'List instances', ['ec2', 'list'])
  if (answered.length === 0) return { code: 'NothingRead', message: nothingRead(failures), hint, actions: [list] }
  const wanted = joinTexts(
    selectors.map((selector) => [bold(selectorWord(selector))]),
    ' ',
  )
  const names = await namesLike(selectors, { places: answered, reader })
  return {
    code: 'NotFound',
    message: text`No instance fits ${wanted}, looked for in ${lookedIn(answered)}.${didYouMean(names)}`,
    ...(hint.length === 0 ? {} : { hint }),
    actions: [
      ...names.map((name, index) =>
        runs(`meant-${index + 1}`, `/${[...command.words, name].join(' ')}`, [...command.words, name]),
      ),
      list,
    ],
  }
}

function selectorsIn(value: unknown): readonly Selector[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts makes selectors of every `instance` parameter
  return value as readonly Selector[]
}
