import { type Command, typedName } from '../core/command.ts'
import { parseSelector, type Selector, splitSelectors } from '../core/ec2/selector.ts'
import { parseFunctionNames } from '../core/lambda/names.ts'
import { readPayload } from '../core/lambda/payload.ts'
import type { Parsed } from '../core/parsed.ts'
import { isPayload } from '../core/payload-word.ts'
import type { Account } from '../core/place.ts'
import { correction, type Problem, runs } from '../core/problem.ts'
import { code, text } from '../core/text.ts'
import type { FoundCommand } from './find.ts'
import { type Given, isLoose, type Mistake, type Named, readFlags } from './flags.ts'

/** Typed values by parameter name; those that are looked up still hold the selectors or names that point at them. */
export type Values = Readonly<Record<string, unknown>>

/** From a command's words to typed values, or the question back that its first mistake needs. */
export function parseCommand({ command, words, rest }: FoundCommand, accounts: readonly Account[]): Values | Problem {
  const given = readFlags(command, words, rest)
  if ('message' in given) return problem(command, given)
  const values: Record<string, unknown> = {}
  for (const named of Object.entries(command.parameters)) {
    const value = readParameter(named, given, accounts)
    if (!value.ok) return problem(command, mistaken(named, words, value))
    values[named[0]] = value.value
  }
  return values
}

function readParameter(
  [name, parameter]: Named,
  { flags, loose }: Given,
  accounts: readonly Account[],
): Parsed<unknown> {
  const given = flags.get(name) ?? []
  switch (parameter.kind) {
    case 'flag':
      return { ok: true, value: given.length > 0 }
    case 'option': {
      const last = given.at(-1)
      return last === undefined ? { ok: true, value: undefined } : parameter.parse(last, accounts)
    }
    case 'options': {
      const words = given.flatMap(splitList)
      const { most = mostValues } = parameter
      if (words.length > most) return { ok: false, message: `at most ${most} at once; these are ${words.length}.` }
      return all(words, (word) => parameter.parse(word, accounts))
    }
    case 'accounts':
    case 'regions':
      return all(given.flatMap(splitList), (word) => parameter.parse(word, accounts))
    case 'selectors':
    case 'instance':
    case 'instances':
      return selectorsOf(loose.flatMap(splitSelectors))
    case 'function':
    case 'function-names':
      return parseFunctionNames(loose.filter((word) => !isPayload(word)))
    case 'payload':
      return payloadIn(loose.filter(isPayload))
    case 'words':
      return { ok: true, value: loose }
  }
}

function payloadIn([first, second]: readonly string[]): Parsed<string | undefined> {
  if (first === undefined) return { ok: true, value: undefined }
  if (second !== undefined) return { ok: false, message: `One payload at a time: ${second.slice(0, 40)} is another.` }
  return readPayload(first)
}

// More would not fit an answer, and each is looked up in every place.
const mostTargets = 100
// A tag is a question of its own to every place.
const mostTags = 10
// Well below what one filter of EC2's takes (200).
const mostValues = 50

function selectorsOf(words: readonly string[]): Parsed<Selector[]> {
  const selectors = all(words, parseSelector)
  if (!selectors.ok) return selectors
  const tags = selectors.value.filter(({ kind }) => kind === 'tag').length
  const narrower = 'A glob like web-*, or --tag, says it shorter.'
  if (words.length > mostTargets)
    return { ok: false, message: `At most ${mostTargets} targets at once; these are ${words.length}. ${narrower}` }
  if (tags > mostTags) return { ok: false, message: `At most ${mostTags} tags at once; these are ${tags}.` }
  return selectors
}

function all<T>(words: readonly string[], parse: (word: string) => Parsed<T>): Parsed<T[]> {
  const values: T[] = []
  for (const word of words) {
    const parsed = parse(word)
    if (!parsed.ok) return { ...parsed, wrong: word }
    values.push(parsed.value)
  }
  return { ok: true, value: values }
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function mistaken(
  [name, parameter]: Named,
  words: readonly string[],
  parsed: Parsed<unknown> & { ok: false },
): Mistake {
  const meant = parsed.instead === undefined ? '' : text` Did you mean ${code(parsed.instead)}?`
  const message = isLoose(parameter.kind)
    ? text`${parsed.message}${meant}`
    : text`${code(`--${name}`)}: ${parsed.message}${meant}`
  const { instead } = parsed
  const at = instead === undefined ? undefined : valueOf(name, words)
  if (instead === undefined || at === undefined) return { message }
  const values = at.value.split(',').map((value) => (value.trim() === (parsed.wrong ?? at.value) ? instead : value))
  return { message, corrected: words.with(at.index, at.prefix + values.join(',')) }
}

/** Where the value of a flag that was given once stands among the words. */
function valueOf(name: string, words: readonly string[]): { index: number; prefix: string; value: string } | undefined {
  const [only, ...others] = words.flatMap((word, index) => {
    if (word === `--${name}`) return [{ index: index + 1, prefix: '', value: words[index + 1] ?? '' }]
    const prefix = `--${name}=`
    return word.startsWith(prefix) ? [{ index, prefix, value: word.slice(prefix.length) }] : []
  })
  return others.length === 0 ? only : undefined
}

function problem(command: Command, { message, corrected }: Mistake): Problem {
  const [product] = command.words
  return {
    code: 'BadInput',
    message,
    actions: [
      ...(corrected === undefined ? [] : [correction(corrected, 'corrected')]),
      runs('help', `Help on ${typedName(command)}`, [product, 'help', ...command.words.slice(1)]),
    ],
  }
}
