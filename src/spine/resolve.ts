import { again } from '../core/again.ts'
import type { Command } from '../core/command.ts'
import { whichInstance } from '../core/ec2/choice.ts'
import { failureLines, nothingRead } from '../core/ec2/failures.ts'
import type { GoneInstance, Instance } from '../core/ec2/instance.ts'
import type { InstanceReader } from '../core/ec2/instances.ts'
import { didYouMean, everyInstance, lookedIn, namesLike } from '../core/ec2/looked-for.ts'
import { parseSelector, type Selector, selectorWord, splitSelectors } from '../core/ec2/selector.ts'
import type { FunctionReader } from '../core/lambda/functions.ts'
import { answering, type Place, type PlaceFailure } from '../core/place.ts'
import { isProblem, type Problem, runs } from '../core/problem.ts'
import { bold, code, joinTexts, type Text, text } from '../core/text.ts'
import { quote } from '../core/words.ts'
import { replaceLoose } from './flags.ts'
import type { Values } from './parse.ts'
import { resolveFunction } from './resolve-function.ts'

type Asked = {
  readonly command: Command
  /** Those of the command and all that was typed after them. */
  readonly words: readonly string[]
  readonly values: Values
  readonly places: readonly Place[]
  readonly reader: InstanceReader
  /** Absent where no command takes a function. */
  readonly functions?: FunctionReader
}

/** The values with targets looked up, and which places could not be looked in. */
export type Resolved = { readonly values: Values; readonly missing: readonly PlaceFailure[] }

/**
 * Looks up what `instance`, `instances` and `function` parameters point at, under the person's own credentials: exactly
 * one, or all that fit; else a question back.
 */
export async function resolveTargets(asked: Asked): Promise<Resolved | Problem> {
  const { command, words, values, places, reader } = asked
  const resolved: Record<string, unknown> = { ...values }
  const missing: PlaceFailure[] = []
  for (const [name, parameter] of Object.entries(command.parameters)) {
    const { kind } = parameter
    if (kind === 'function') return withFunction(name, asked)
    if (kind !== 'instance' && kind !== 'instances') continue
    const pointed = { command, words, places, reader, selectors: selectorsIn(values[name]) }
    // oxlint-disable-next-line no-await-in-loop -- a command has one parameter of these kinds
    const found = kind === 'instance' ? await resolveOne(pointed) : await resolveAll(pointed)
    if (isProblem(found)) return found
    resolved[name] = 'instance' in found ? found.instance : found.instances
    missing.push(...found.missing)
  }
  return { values: resolved, missing }
}

/** A command has one target: where it is a function, there is nothing else to look up. */
async function withFunction(name: string, asked: Asked): Promise<Resolved | Problem> {
  const { values, functions: reader } = asked
  if (reader === undefined) throw new Error(`${name} cannot be looked up here`)
  const found = await resolveFunction({ ...asked, reader, names: namesIn(values[name]) })
  if (isProblem(found)) return found
  return { values: { ...values, [name]: found.found }, missing: found.missing }
}

type Pointed = {
  readonly command: Command
  readonly words: readonly string[]
  readonly selectors: readonly Selector[]
  readonly places: readonly Place[]
  readonly reader: InstanceReader
}

type Found = { readonly instance: Instance | GoneInstance; readonly missing: readonly PlaceFailure[] }

async function resolveOne(pointed: Pointed): Promise<Found | Problem> {
  const { command, selectors, places, reader } = pointed
  if (selectors.length === 0) return nothingNamed(command)
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places, selectors })
  const [first, second] = instances
  if (first === undefined) return findGone(pointed, failures) ?? notFound(pointed, failures)
  const unfit = selectors.find((selector) => isExact(selector) && !instances.some((each) => isNamed(each, selector)))
  if (unfit !== undefined) return notFound({ ...pointed, selectors: [unfit] }, failures)
  // An id is one instance's in all of AWS: no other place can hold another of it.
  const isById = selectors.length === 1 && selectors[0]?.kind === 'id'
  if (second === undefined) return { instance: first, missing: isById ? [] : failures }
  const wordsFor = ({ id, place }: Instance) =>
    again(command, meaning(id, pointed))({ account: place.account, region: place.region })
  return whichInstance({ instances, failures, selectors, wordsFor })
}

/** Where the command takes it: what is not there any more is looked for wherever EC2 could be asked. */
function findGone({ command, selectors, places }: Pointed, failures: readonly PlaceFailure[]): Found | undefined {
  const [selector, other] = selectors
  const answered = answering(places, failures)
  if (!takesGone(command) || selector?.kind !== 'id' || other !== undefined || answered.length === 0) return undefined
  return { instance: { id: selector.id, places: answered }, missing: failures }
}

function takesGone({ parameters }: Command): boolean {
  return Object.values(parameters).some((parameter) => parameter.kind === 'instance' && parameter.orGone === true)
}

type FoundAll = { readonly instances: readonly Instance[]; readonly missing: readonly PlaceFailure[] }

/** A glob or a tag means all that fit. A name means the one of that name: where it is several ones', which of them? */
async function resolveAll(pointed: Pointed): Promise<FoundAll | Problem> {
  const { command, selectors, places, reader } = pointed
  if (selectors.length === 0) return nothingNamed(command)
  const { instances, failures } = await reader.findInstances({ ...everyInstance, places, selectors })
  for (const selector of selectors) {
    if (!isExact(selector)) continue
    const fitting = instances.filter((instance) => isNamed(instance, selector))
    // Of several targets nothing is done while one of them is not known.
    // oxlint-disable-next-line no-await-in-loop -- ends the loop
    if (fitting.length === 0) return await notFound({ ...pointed, selectors: [selector] }, failures)
    if (fitting.length > 1) return whichOf({ ...pointed, fitting, selector, failures })
  }
  if (instances.length === 0) return notFound(pointed, failures)
  const isByIds = selectors.every(({ kind }) => kind === 'id')
  return { instances, missing: isByIds ? [] : failures }
}

type Exact = Selector & { kind: 'id' | 'name' }

function isExact(selector: Selector): selector is Exact {
  return selector.kind === 'id' || selector.kind === 'name'
}

function isNamed({ id, name }: Instance, selector: Exact): boolean {
  return selector.kind === 'id' ? id === selector.id : name === selector.name
}

type Several = Pointed & {
  readonly fitting: readonly Instance[]
  readonly selector: Selector
  readonly failures: readonly PlaceFailure[]
}

function whichOf({ fitting, selector, failures, ...pointed }: Several): Problem {
  const selectors = [selector]
  return whichInstance({
    instances: fitting,
    failures,
    selectors,
    wordsFor: ({ id }) => meaning(id, { ...pointed, selectors }),
  })
}

/** The words as they were typed, with all their flags, but that what the selectors said is now this one name or id. */
function meaning(target: string, { command, words, selectors }: Pick<Pointed, 'command' | 'words' | 'selectors'>) {
  const meant = selectors.map(selectorWord)
  const seen = new Set<string>()
  return replaceLoose(command, words, (word) =>
    splitSelectors(word)
      .map((part) => (meant.includes(asSelector(part)) ? target : part))
      .filter((part) => !seen.has(part) && seen.add(part)),
  )
}

/** An id is one id in any case. */
function asSelector(word: string): string {
  const parsed = parseSelector(word)
  return parsed.ok ? selectorWord(parsed.value) : word
}

function nothingNamed({ words, examples: [example = ''] }: Command): Problem {
  const typed = `/${words.join(' ')}`
  return {
    code: 'NothingNamed',
    message: text`${bold('Which instance?')} ${code(typed)} needs its name, its id, or ${code('tag:key=value')}, like ${code(`${typed} ${example}`)}.`,
    actions: [runs('list', 'List instances', ['ec2', 'list'])],
  }
}

async function notFound(pointed: Pointed, failures: readonly PlaceFailure[]): Promise<Problem> {
  const { selectors, places, reader } = pointed
  const answered = answering(places, failures)
  const unread = failureLines(failures)
  const hint = joinTexts(answered.length === 0 ? unread : [...goneLine(pointed), ...unread], ' ')
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
      ...names.map((name, index) => {
        const words = meaning(name, pointed)
        return runs(`meant-${index + 1}`, `/${words.map(quote).join(' ')}`, words)
      }),
      list,
    ],
  }
}

/** EC2 User Guide, "Terminate Amazon EC2 instances": it stays visible for about an hour. */
function goneLine({ command, words, selectors: [selector] }: Pointed): readonly Text[] {
  // Where a command can be told what is asked, it is said to whom asks just that.
  const isAskedAnyway = takesGone(command) && !('about' in command.parameters)
  if (!isAskedAnyway && !words.some((word) => /^(?:--about=)?terminated$/.test(word))) return []
  const id = selector?.kind === 'id' ? selector.id : 'i-…'
  return [
    text`EC2 lists a terminated instance for about an hour only; by its id ${code(`/ec2 history ${id}`)} still knows what was done to it in the last 90 days.`,
  ]
}

function selectorsIn(value: unknown): readonly Selector[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts makes selectors of every `instance` parameter
  return value as readonly Selector[]
}

function namesIn(value: unknown): readonly string[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/parse.ts makes names of every `function` parameter
  return value as readonly string[]
}
