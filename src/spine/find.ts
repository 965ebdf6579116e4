import { type Command, typedName } from '../core/command.ts'
import { meantVerb } from '../core/other-verbs.ts'
import { correction, type Problem, runs } from '../core/problem.ts'
import { productsOf, type Registry } from '../core/registry.ts'
import { scrub } from '../core/scrub.ts'
import { code, text } from '../core/text.ts'
import { quote, tokenize } from '../core/words.ts'
import {
  findTextCommand,
  isHelpWith,
  isPlea,
  isSentence,
  questionIn,
  readsAsQuestion,
  withoutGreeting,
  wordsIn,
} from './question.ts'

export type FoundCommand = {
  readonly command: Command
  readonly words: readonly string[]
  readonly rest: readonly string[]
}

/** From what was typed to the command and its arguments, or a question back. What is no command is asked of `ask`. */
export function findCommand(said: string, registry: Registry): FoundCommand | Problem {
  const typed = withoutGreeting(said)
  const asked = findTextCommand(typed, registry)
  if (asked !== undefined) return withText(asked.command, asked.text)
  const split = tokenize(typed)
  const tokens = split.ok ? split.tokens : wordsIn(typed)
  const found = isPlea(typed) ? undefined : lookUp(tokens, registry)
  const isAsked = found === undefined ? isPlea(typed) || readsAsQuestion(typed, registry) : isAskedWith(found)
  if (found !== undefined && !isAsked) return split.ok ? found : unclosed(split.unclosed)
  const ask = registry.find(askWords)?.command
  if (ask !== undefined && isAsked) return withText(ask, questionIn(withoutProduct(typed)))
  return unknown(withoutEcho(tokens), registry)
}

/** Nothing that is said after `windlass pause` keeps it from pausing. */
function isAskedWith({ command, rest }: FoundCommand): boolean {
  const [product, verb] = command.words
  if (product !== 'windlass') return isSentence(rest)
  return verb === 'help' && isHelpWith(rest)
}

const askWords = ['windlass', 'ask'] as const

function withText(command: Command, said: string): FoundCommand {
  const rest = said === '' ? [] : [said]
  return { command, words: [...command.words, ...rest], rest }
}

/** `/windlass what is an AMI?` */
function withoutProduct(typed: string): string {
  return typed.replace(/^\s*\/?windlass\s+/i, '')
}

/** The same for words that are split already, as buttons keep them. */
export function findByWords(tokens: readonly string[], registry: Registry): FoundCommand | Problem {
  return lookUp(tokens, registry) ?? unknown(withoutEcho(tokens), registry)
}

function lookUp(tokens: readonly string[], registry: Registry): FoundCommand | undefined {
  const words = withHelp(withoutEcho(tokens), registry)
  const found = registry.find(words)
  if (found !== undefined) return { ...found, words }
  // `@windlass whoami`: who speaks to the bot need not name it twice.
  const own = ['windlass', ...words]
  const spoken = registry.find(own)
  return spoken === undefined ? undefined : { ...spoken, words: own }
}

/** `/ec2`, and `/ec2 /ec2 list` of somebody who types the command once more into its own box. */
function withoutEcho(tokens: readonly string[]): readonly string[] {
  const [first = '', second = '', ...rest] = tokens.map((token, index) =>
    index < 2 ? token.replace(/^\//, '') : token,
  )
  if (tokens.length < 2) return tokens.length === 0 ? [] : [first]
  return first.toLowerCase() === second.toLowerCase() ? [second, ...rest] : [first, tokens[1] ?? '', ...rest]
}

/** Nothing, a bare product, or `--help` anywhere asks for help. */
function withHelp(words: readonly string[], registry: Registry): readonly string[] {
  const [product, ...rest] = words
  if (product === undefined || /^(?:help|hello|hi|--help|-h)$/i.test(product)) return ['windlass', 'help', ...rest]
  if (
    /^(?:what (?:can|do|could) (?:you|i) do(?: here)?|how do i use (?:you|this)|who are you)[?!. ]*$/i.test(
      words.join(' '),
    )
  )
    return ['windlass', 'help']
  const isProduct = productsOf(registry.commands).includes(product.toLowerCase())
  if (!isProduct) return words
  if (rest.length === 0) return [product, 'help']
  const asked = rest.filter((word) => !/^(?:--help|-h)$/i.test(word))
  return asked.length === rest.length ? words : [product, 'help', ...asked.slice(0, 1)]
}

function unclosed(mark: string): Problem {
  return {
    code: 'UnclosedQuote',
    message: text`A ${code(mark)} was opened and not closed. Close it, or leave it out.`,
    actions: [],
  }
}

function unknown(words: readonly string[], registry: Registry): Problem {
  const meant = meantWords(words, registry)
  if (meant !== undefined) return otherVerb(words, meant)
  const near = registry.nearest(words).slice(0, 2)
  const product = productsOf(registry.commands).find((name) => name === words[0]?.toLowerCase()) ?? 'windlass'
  const [first] = near
  const typed = words.slice(0, product === words[0]?.toLowerCase() ? 2 : 1).join(' ')
  return {
    code: 'UnknownCommand',
    message: text`${code(clip(typed))} is not a command.${first === undefined ? '' : text` Did you mean ${code(typedName(first))}?`}`,
    actions: [
      ...near.map((command, index) => correction(command.words, `meant-${index + 1}`)),
      runs('help', 'All commands', ['windlass', 'help']),
      ...(words.length > 1 ? [runs('ask', 'Ask it as a question', [...askWords, scrub(words.join(' '))])] : []),
    ],
  }
}

/** `restart web-1`, `ec2 kill web-1`: the command that does it, with all that was given to it. */
function meantWords(words: readonly string[], registry: Registry): readonly string[] | undefined {
  const [first = '', second = ''] = words
  const hasProduct = productsOf(registry.commands).includes(first.toLowerCase())
  const meant = meantVerb(hasProduct ? second : first)
  if (meant === undefined) return undefined
  const rest = words.slice(hasProduct ? 2 : 1)
  const product = hasProduct && registry.find([first, meant[1]]) !== undefined ? first.toLowerCase() : meant[0]
  return rest.length === 0 ? undefined : [product, meant[1], ...rest]
}

function otherVerb(words: readonly string[], meant: readonly string[]): Problem {
  const typed = meant.map(quote).join(' ')
  return {
    code: 'UnknownCommand',
    message: text`${code(clip(words.slice(0, 2).join(' ')))} is not a command. Did you mean ${code(`/${clip(typed)}`)}?`,
    actions: [correction(meant, 'meant-1'), runs('help', 'All commands', ['windlass', 'help'])],
  }
}

function clip(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60)}…` : words
}
