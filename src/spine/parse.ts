import { parseArgs } from 'node:util'
import { type Command, typedName } from '../core/command.ts'
import { parseSelector } from '../core/ec2/selector.ts'
import type { Parameter } from '../core/parameter.ts'
import type { Parsed } from '../core/parsed.ts'
import type { Account } from '../core/place.ts'
import { correction, type Problem, runs } from '../core/problem.ts'
import { nearest } from '../core/suggest.ts'
import { code, type Text, text } from '../core/text.ts'
import type { FoundCommand } from './find.ts'

/** Typed values by parameter name; `instance` parameters still hold the selectors that point at it. */
export type Values = Readonly<Record<string, unknown>>

type Named = readonly [name: string, parameter: Parameter]
type Mistake = { readonly message: Text; readonly corrected?: readonly string[] }
type Given = { readonly flags: ReadonlyMap<string, readonly string[]>; readonly loose: readonly string[] }

// More would not fit an answer, and each is looked up in every place.
const mostTargets = 100

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

function readFlags(command: Command, words: readonly string[], rest: readonly string[]): Given | Mistake {
  const flags = new Map<string, string[]>()
  const loose: string[] = []
  const options = Object.fromEntries(
    flagsOf(command).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string', multiple: true } as const,
    ]),
  )
  const { tokens } = parseArgs({ args: [...rest], options, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') loose.push(token.value)
    if (token.kind !== 'option') continue
    const known = options[token.name]
    if (known === undefined || !token.rawName.startsWith('--')) return unknownFlag(command, words, token.rawName)
    if (known.type === 'string' && (token.value === undefined || token.value === ''))
      return {
        message: text`${code(token.rawName)} needs a value, like ${code(`${token.rawName} ${example(command, token.name)}`)}.`,
      }
    if (known.type === 'boolean' && token.value !== undefined)
      return { message: text`${code(token.rawName)} takes no value.`, corrected: without(words, token.value) }
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? ''])
  }
  return tooMuch(command, loose) ?? { flags, loose }
}

function flagsOf(command: Command): Named[] {
  return Object.entries(command.parameters).filter(([, { kind }]) => !isLoose(kind))
}

function isLoose(kind: Parameter['kind']): boolean {
  return kind === 'selectors' || kind === 'instance' || kind === 'words'
}

function tooMuch(command: Command, loose: readonly string[]): Mistake | undefined {
  const takes = Object.values(command.parameters).some(({ kind }) => isLoose(kind))
  const [first] = loose
  if (first !== undefined && !takes)
    return { message: text`${code(typedName(command))} takes nothing but flags; ${code(first)} is none.` }
  if (loose.length > mostTargets)
    return {
      message: text`At most ${mostTargets} targets at once; these are ${loose.length}. A glob like ${code('web-*')} or a tag says it shorter.`,
    }
  return undefined
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
    case 'options':
    case 'accounts':
    case 'regions':
      return all(given.flatMap(splitList), (word) => parameter.parse(word, accounts))
    case 'selectors':
    case 'instance':
      return all(loose.flatMap(splitSelectors), parseSelector)
    case 'words':
      return { ok: true, value: loose }
  }
}

function all<T>(words: readonly string[], parse: (word: string) => Parsed<T>): Parsed<T[]> {
  const values: T[] = []
  for (const word of words) {
    const parsed = parse(word)
    if (!parsed.ok) return { ...parsed, message: parsed.message }
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

/** `web-1,web-2` is two; a tag's value may hold commas. */
function splitSelectors(word: string): string[] {
  return /^tag:/i.test(word) ? [word] : splitList(word)
}

function mistaken(
  [name, parameter]: Named,
  words: readonly string[],
  parsed: Parsed<unknown> & { ok: false },
): Mistake {
  const message = isLoose(parameter.kind) ? text`${parsed.message}` : text`${code(`--${name}`)}: ${parsed.message}`
  const wrong = parsed.instead === undefined ? undefined : wrongWord(name, words)
  if (parsed.instead === undefined || wrong === undefined) return { message }
  return {
    message,
    corrected: words.map((word, index) => (index === wrong.index ? wrong.prefix + parsed.instead : word)),
  }
}

/** Where a flag's single value stands among the words; nothing where it is one of several. */
function wrongWord(name: string, words: readonly string[]): { index: number; prefix: string } | undefined {
  const places = words.flatMap((word, index) =>
    word === `--${name}`
      ? [{ index: index + 1, prefix: '' }]
      : word.startsWith(`--${name}=`)
        ? [{ index, prefix: `--${name}=` }]
        : [],
  )
  const [only] = places
  return places.length === 1 && only !== undefined && words[only.index]?.includes(',') === false ? only : undefined
}

function unknownFlag(command: Command, words: readonly string[], rawName: string): Mistake {
  const names = flagsOf(command).map(([name]) => name)
  const [meant] = nearest(rawName.replace(/^-+/, ''), names, 1)
  const message = text`${code(rawName)} is not a flag of ${code(typedName(command))}.${meant === undefined ? '' : text` Did you mean ${code(`--${meant}`)}?`}`
  if (meant === undefined) return { message }
  return {
    message,
    corrected: words.map((word) => (word.split('=')[0] === rawName ? word.replace(rawName, `--${meant}`) : word)),
  }
}

function without(words: readonly string[], value: string): string[] {
  return words.map((word) => (word.endsWith(`=${value}`) ? word.slice(0, -value.length - 1) : word))
}

function example(command: Command, name: string): string {
  const parameter = command.parameters[name]
  return parameter !== undefined && 'placeholder' in parameter ? parameter.placeholder : ''
}

function problem(command: Command, { message, corrected }: Mistake): Problem {
  const [product] = command.words
  return {
    code: 'BadInput',
    message,
    actions: [
      ...(corrected === undefined ? [] : [correction(corrected, 'corrected')]),
      runs('help', 'Help', [product, 'help', ...command.words.slice(1)]),
    ],
  }
}
