import { parseArgs } from 'node:util'
import { type Command, typedName } from '../core/command.ts'
import type { Parameter } from '../core/parameter.ts'
import { scrub } from '../core/scrub.ts'
import { nearest } from '../core/suggest.ts'
import { code, type Text, text } from '../core/text.ts'

export type Named = readonly [name: string, parameter: Parameter]
export type Mistake = { readonly message: Text; readonly corrected?: readonly string[] }
export type Given = { readonly flags: ReadonlyMap<string, readonly string[]>; readonly loose: readonly string[] }

/** Which flags were given with which words, and what stands without one; or the first that is no flag of this command. */
export function readFlags(command: Command, words: readonly string[], rest: readonly string[]): Given | Mistake {
  if (takesAll(command)) return { flags: new Map(), loose: rest }
  const flags = new Map<string, string[]>()
  const loose: string[] = []
  const { options, tokens } = readTokens(command, rest)
  for (const token of tokens) {
    if (token.kind === 'positional') loose.push(token.value)
    if (token.kind !== 'option') continue
    const known = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (known === undefined || !token.rawName.startsWith('--')) return unknownFlag(command, words, token.rawName)
    if (known.type === 'string' && (token.value === undefined || token.value === ''))
      return {
        message: text`${code(token.rawName)} needs a value, like ${code(`${token.rawName} ${example(command, token.name)}`)}.`,
      }
    if (known.type === 'boolean' && token.value !== undefined)
      return { message: text`${code(token.rawName)} takes no value.`, corrected: without(words, token.value) }
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? ''])
  }
  return tooMuch(command, loose) ?? givenTwice(command, flags) ?? { flags, loose }
}

function readTokens(command: Command, rest: readonly string[]) {
  const options = Object.fromEntries(
    flagsOf(command).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string', multiple: true } as const,
    ]),
  )
  const { tokens } = parseArgs({ args: [...rest], options, strict: false, allowPositionals: true, tokens: true })
  return { options, tokens }
}

/** The words of a command with others in the place of each that stands without a flag. */
export function replaceLoose(
  command: Command,
  words: readonly string[],
  replace: (word: string) => readonly string[],
): string[] {
  const rest = words.slice(command.words.length)
  const { tokens } = readTokens(command, rest)
  const loose = new Set(tokens.flatMap(({ kind, index }) => (kind === 'positional' ? [index] : [])))
  return [...command.words, ...rest.flatMap((word, index) => (loose.has(index) ? replace(word) : [word]))]
}

/** A command about another command, whose flags are not its own. */
function takesAll({ parameters }: Command): boolean {
  return Object.values(parameters).some((parameter) => parameter.kind === 'words' && parameter.isWhole === true)
}

function flagsOf(command: Command): Named[] {
  return Object.entries(command.parameters).filter(([, { kind }]) => !isLoose(kind))
}

const looseKinds: ReadonlySet<Parameter['kind']> = new Set([
  'selectors',
  'instance',
  'instances',
  'function',
  'function-names',
  'payload',
  'words',
])

/** What stands without a flag. */
export function isLoose(kind: Parameter['kind']): boolean {
  return looseKinds.has(kind)
}

function tooMuch(command: Command, loose: readonly string[]): Mistake | undefined {
  const takes = Object.values(command.parameters).some(({ kind }) => isLoose(kind))
  const [first] = loose
  if (first !== undefined && !takes)
    return { message: text`${code(typedName(command))} takes nothing but flags; ${code(first)} is none.` }
  return undefined
}

const longestValue = 40

/** Which of them is meant cannot be known; the same value twice is one. */
function givenTwice({ parameters }: Command, flags: ReadonlyMap<string, readonly string[]>): Mistake | undefined {
  for (const [name, given] of flags) {
    const values = [...new Set(given)]
    if (parameters[name]?.kind !== 'option' || values.length < 2) continue
    const times = values.length === 2 ? 'twice' : `${values.length} times`
    const isShown = values.every((value) => value.length <= longestValue && scrub(value) === value)
    const shown = isShown ? `: ${new Intl.ListFormat('en').format(values)}` : ''
    return { message: text`${code(`--${name}`)} is given ${times}${shown}. Give it once.` }
  }
  return undefined
}

function unknownFlag(command: Command, words: readonly string[], rawName: string): Mistake {
  const names = flagsOf(command).map(([name]) => name)
  const [meant] = nearest(rawName.replace(/^-+/, ''), names, 1)
  const message = text`${code(rawName)} is not a flag of ${code(typedName(command))}.${meant === undefined ? '' : text` Did you mean ${code(`--${meant}`)}?`}`
  if (meant === undefined) return { message: text`${message} A name that begins with a dash goes after ${code('--')}.` }
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
