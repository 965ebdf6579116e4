import { namesError } from '../core/asking/live-question.ts'
import type { Command } from '../core/command.ts'
import { meantVerb } from '../core/other-verbs.ts'
import { productsOf, type Registry } from '../core/registry.ts'

// More than is pasted of an error, less than would be worth reading.
const mostText = 4_000

/** The command that takes what stands after it as one text, and that text; nothing where another was typed. */
export function findTextCommand(
  typed: string,
  registry: Registry,
): { readonly command: Command; readonly text: string } | undefined {
  const [first = '', second = ''] = wordsIn(typed)
  const isEcho = second !== '' && bare(first) === bare(second)
  const rest = isEcho ? withoutWords(typed, 1) : typed
  const words = [bare(wordsIn(rest)[0] ?? ''), ...wordsIn(rest).slice(1)]
  const own = registry.find(['windlass', ...words])
  const command = (registry.find(words) ?? own)?.command
  if (command?.kind !== 'read' || command.takesText !== true) return undefined
  const isSpoken = registry.find(words) === undefined
  const text = questionIn(withoutWords(rest, command.words.length - (isSpoken ? 1 : 0)))
  return /^(?:--help|-h)$/.test(text) ? undefined : { command, text }
}

/** What was asked, without mentions, whose ids say nothing, and without a greeting. */
export function questionIn(typed: string): string {
  return withoutGreeting(typed)
    .replaceAll(/<[@#!][^>\s]+>/g, ' ')
    .replace(/^[\s/]+/, '')
    .trim()
    .slice(0, mostText)
}

const greeting = /^\s*(?:hi|hello|hey|hallo|moin|bonjour|salut|hola)(?:\s+there)?[\s,!.]+(?=\S)/i

export function withoutGreeting(typed: string): string {
  return typed.replace(greeting, '')
}

/** `help me understand AMIs` wants to know something, `help ec2 list` the command; so does `may I`, and not `may stop web-1`. */
export function isPlea(typed: string): boolean {
  const saysMore = /^\s*(?:help|hilfe)\s+(?:me|us|my|our|with|mir|bei)\b/i
  return saysMore.test(typed) || /^\s*may\s+(?:i|we|it|they|there|both|not|my|our|an?|the)\b/i.test(typed)
}

const questionWord =
  /^(?:what|whats|what['’]s|why|how|when|which|who|whose|where|is|isn['’]t|are|am|can|can['’]t|could|does|do|did|should|would|will|was|were|has|have|tell|difference|was|wie|warum|wieso|wann|welche[rs]?|wer|kann|ist|sind|comment|pourquoi|quand|quel(?:le)?|qu['’]est-ce|c['’]est|qué|cómo|cuándo|cuánto|cuál|por)$/i
// After a product: `ec2 or lambda`, `lambda with a VPC`.
const joiningWord = /^(?:or|vs\.?|versus|and|oder|und|ou|o|y|with|without|in|for|on)$/i
const choice = /^(?:or|vs\.?|versus|oder)$/i
// What commands are given: flags, globs, tags, ids, names with a number.
const argument = /^--?[a-z]|\*|^tag:|^i-[0-9a-f]+$|^[a-z][\w.-]*[-_]\d+$/i
// As many words without an argument are a sentence, and so are twice as many with one.
const sentence = 5
// Commands that are called as an idea is.
const ideas: ReadonlySet<string> = new Set(['alias', 'concurrency', 'env', 'logs', 'metrics'])
// One letter from a command's name, and words of their own.
const ownWords: ReadonlySet<string> = new Set(['log', 'slow', 'task', 'step', 'heap', 'unable', 'stops', 'starts'])

// What is said of a thing: `status check of web-16 is red`, `stop web-1 fails`.
const telling =
  /^(?:is|isn['’]?t|are|aren['’]?t|was|were|has|have|does|doesn['’]?t|did|didn['’]?t|won['’]?t|can['’]?t|cannot|fails?|failed|keeps?|hangs?|takes?|took)$/i
const joining = /^(?:of|me|us)$/i
// `List who stopped web-1`
const asking = /^(?:who|why|what|when|how)$/i
// Called so, it is a thing, and nothing that there is help on.
const numbered = /^i-[0-9a-f]+$|^[a-z][\w.-]*[-_]\d+$/i

/** What stands after a command's words says something of a thing, or asks: `lambda invoke of f fails`, `ec2 why is web-1 down`. */
export function isSentence([first = '', second]: readonly string[]): boolean {
  if (second === undefined || first.startsWith('--')) return false
  return telling.test(first) || joining.test(first) || telling.test(second)
}

/** `Help web-1 is stopped` wants help with a thing. */
export function isHelpWith(rest: readonly string[]): boolean {
  return isSentence(rest) || numbered.test(rest[0] ?? '')
}

// An article or what comes before it: `disable the metadata endpoint`. With an argument they are a command's too: `stop the web-1`.
const speaking = /^(?:an?|the|from|after)$/i

/**
 * Whether words that are no command are a question. They are taken for a mistyped command where what stands in a
 * command's place is nearly the name of one, or is followed by what commands are given; and nothing in them asks.
 */
export function readsAsQuestion(typed: string, registry: Registry): boolean {
  const words = wordsIn(typed)
  const [first = '', ...rest] = words
  if (bare(first) === 'windlass') return rest.length > 0 && readsAsQuestion(withoutWords(typed, 1), registry)
  if (first === '' || first.startsWith('/')) return false
  const products = productsOf(registry.commands)
  const names = [...new Set(registry.commands.flatMap((command) => command.words.slice(1)))]
  const isNearCommand = names.some((name) => isNear(rest[0] ?? '', name))
  const hasArgument = rest.some((word) => argument.test(word))
  if (words.length >= (hasArgument ? 2 * sentence : sentence)) return true
  if (isTold(rest, hasArgument) || (names.includes(bare(first)) && asking.test(rest[0] ?? ''))) return true
  if (products.includes(bare(first)))
    return asks(withoutWords(typed, 1)) || joiningWord.test(rest[0] ?? '') || !(isNearCommand || hasArgument)
  if (asks(typed) || words.some((word) => choice.test(word))) return true
  const isProductMistyped = products.some((name) => isNear(first, name)) && isNearCommand
  const [, otherVerb] = meantVerb(first) ?? []
  // `Diagnose web-1` asks why, and changes nothing.
  const isOtherVerb = otherVerb !== undefined && otherVerb !== 'why' && hasArgument
  const hasFlag = rest.some((word) => /^--[a-z]/.test(word))
  return !isProductMistyped && !isOtherVerb && !hasFlag && !isCommandName(first, names)
}

/** Where it begins with a command's words: a command is given a thing at once. */
function isTold(rest: readonly string[], hasArgument: boolean): boolean {
  if (isSentence(rest)) return true
  const isGiven = argument.test(rest[0] ?? '')
  return hasArgument ? !isGiven && rest.some((word) => telling.test(word)) : rest.some((word) => speaking.test(word))
}

/** Short words are one letter from each other by chance. */
function isCommandName(word: string, names: readonly string[]): boolean {
  const name = bare(word)
  if (ideas.has(name) || ownWords.has(name)) return false
  return names.includes(name) || (name.length > 3 && names.some((each) => isNear(name, each)))
}

/** It has a question mark or a question word, several lines, or the name of an error. */
function asks(typed: string): boolean {
  const words = wordsIn(typed)
  const isMarked = words.length > 1 && typed.trim().endsWith('?')
  return isMarked || typed.trim().includes('\n') || questionWord.test(words[0] ?? '') || namesError(typed)
}

/** One letter too many, too few, wrong, or two swapped; or only the beginning of it. */
function isNear(typed: string, name: string): boolean {
  const word = typed.toLowerCase().replace(/[?!.,]+$/, '')
  if (word.length < 2) return false
  if (word.length > 2 && name.startsWith(word)) return true
  const shorter = Math.min(word.length, name.length)
  let start = 0
  while (start < shorter && word[start] === name[start]) start += 1
  let end = 0
  while (end < shorter - start && word.at(-1 - end) === name.at(-1 - end)) end += 1
  const [mine, theirs] = [word.slice(start, word.length - end), name.slice(start, name.length - end)]
  const isSwapped = mine.length === 2 && mine === `${theirs[1]}${theirs[0]}`
  return (mine.length < 2 && theirs.length < 2) || (isSwapped && theirs.length === 2)
}

export function wordsIn(typed: string): string[] {
  return typed.trim().split(/\s+/)
}

function withoutWords(typed: string, count: number): string {
  return typed.trim().replace(new RegExp(String.raw`^(?:\S+\s*){${count}}`), '')
}

function bare(word: string): string {
  return word.replace(/^\//, '').toLowerCase()
}
