import { type LambdaArchitecture, lambdaRegions } from '../lambda/prices.ts'
import { numberForm, parseDuration, parseMemory, parseRequests, typedCount, typedDuration } from './quantities.ts'
import { readSchedule } from './schedule.ts'
import { knownTypeIn, pricedTypesIn, typesIn, withoutTypes } from './types-asked.ts'
import type { Pattern } from './workload.ts'

/** What was said of the work that is compared; what was not said is left out. */
export type Work = {
  readonly requests?: number | undefined
  readonly durationMs?: number | undefined
  readonly memoryMb?: number | undefined
  readonly pattern?: Pattern | undefined
  readonly region?: string | undefined
  readonly architecture?: LambdaArchitecture | undefined
  readonly type?: string | undefined
  readonly isSingle?: boolean
  readonly hasFreeTier?: boolean
}

/** The work that both could do, or instance types whose prices are compared. */
export type CompareAsked =
  | { readonly kind: 'work'; readonly work: Work }
  | { readonly kind: 'types'; readonly types: readonly string[]; readonly region: string | undefined }

const lambda = /\b(?:lam(?:b|d|bd|db)as?|labmdas?|serverless)\b/i
const ec2 = /\bec-?\s?2s?\b/i
const comparing =
  /\b(?:or|vs\.?|versus|oder|ou|o|compar(?:ed?|ing)|comparison|cheaper|cheeper|cheapr|chaeper|cost|costs|price|cheapest|instead|than|better|between|günstiger|billiger|moins cher)\b/i

/** The words of the command where a question is about EC2 and Lambda with figures, or about what types cost. */
export function readCompareQuestion(typed: string): string[] | undefined {
  const question = typed.replaceAll(/\s+/g, ' ')
  if (isOfBoth(question) && comparing.test(question)) {
    const work = readWork(question)
    return hasFigures(work) ? wordsOfWork(work) : undefined
  }
  const types = lambda.test(question) ? undefined : pricedTypesIn(question)
  if (types === undefined) return undefined
  return ['windlass', 'compare', ...types, ...flagsOf({ region: regionIn(question) })]
}

/** What stands after the command itself, where nobody has to say that it compares or what. */
export function readCompareWords(typed: string): CompareAsked | undefined {
  const said = typed.replaceAll(/\s+/g, ' ')
  const work = readWork(said)
  if (isOfBoth(said)) return { kind: 'work', work }
  const types = typesIn(said)
  if (types.length > 1 || (types.length > 0 && !hasFigures(work)))
    return { kind: 'types', types, region: regionIn(said) }
  return hasFigures(work) ? { kind: 'work', work } : undefined
}

function isOfBoth(question: string): boolean {
  return lambda.test(question) && (ec2.test(question) || knownTypeIn(question) !== undefined)
}

export function hasFigures({ requests, durationMs }: Work): boolean {
  return requests !== undefined || durationMs !== undefined
}

export function wordsOfWork(work: Work): string[] {
  const { requests, durationMs, memoryMb, pattern, region, architecture, type, isSingle, hasFreeTier } = work
  const flags = flagsOf({
    requests: requests === undefined ? undefined : typedCount(requests),
    duration: durationMs === undefined ? undefined : typedDuration(durationMs),
    memory: memoryMb === undefined ? undefined : String(memoryMb),
    pattern,
    region,
    arch: architecture,
    type,
  })
  const bare = [...(isSingle === true ? ['--single'] : []), ...(hasFreeTier === true ? ['--free-tier'] : [])]
  return ['windlass', 'compare', ...flags, ...bare]
}

function flagsOf(flags: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))
}

function readWork(question: string): Work {
  const { requests, rest, isTimed } = howOften(withoutTypes(question))
  return {
    requests,
    durationMs: durationIn(rest),
    memoryMb: memoryIn(question),
    pattern: isTimed ? 'schedule' : patternIn(question),
    region: regionIn(question),
    architecture: /\b(?:arm64|arm|graviton)\b/i.test(question) ? 'arm64' : undefined,
    type: knownTypeIn(question),
    // A job that misses a run while its zone is away runs at its next.
    ...(isTimed ? { isSingle: true } : {}),
  }
}

type Often = { readonly requests: number | undefined; readonly rest: string; readonly isTimed: boolean }

/** Requests that are counted, else a schedule, else a number that stands alone. */
function howOften(question: string): Often {
  const schedule = readSchedule(question)
  const rest = schedule?.rest ?? question
  if (schedule !== undefined && !schedule.isTimed) return { requests: schedule.runs, rest, isTimed: false }
  const counted = requestsIn(rest, (one) => one.what !== '' || one.each !== '')
  if (counted !== undefined) return { requests: counted, rest: rest.replace(daily, ' '), isTimed: false }
  if (schedule !== undefined) return { requests: schedule.runs, rest, isTimed: true }
  const [, , day] = daily.exec(question) ?? []
  const once = day === undefined ? undefined : readSchedule(`once a ${day}`)
  if (once !== undefined) return { requests: once.runs, rest: question.replace(daily, '$1'), isTimed: true }
  return { requests: requestsIn(rest, isLarge), rest, isTimed: false }
}

const number = String.raw`(?<![\w.,/])${numberForm}`
const factor = String.raw`(?:\s*(k|m|mio|bn?|thousand|million|billion|millionen|millions)\b\.?)?`
const noun = String.raw`(?:\s*(?:http\s+|api\s+)?(requests?|reqs?|calls?|invocations?|hits|executions?|messages|anfragen|aufrufe|requêtes|rps|qps|tps)\b)?`
const period = String.raw`(?:\s*(?:/|\b(?:per|an?|each|every|pro|par)\b)\s*(sec(?:ond)?|s|min(?:ute)?|h(?:our)?|d(?:ay)?|week|mo(?:nth)?|sekunde|minute|stunde|tag|woche|monat)\b)?`
const countedForm = new RegExp(number + factor + noun + period, 'gi')
const second = String.raw`s|secs?|sec(?:o|ou)?nds?|sekunden?|secondes?`
const measured = String.raw`${number}\s*-?(ms|milliseconds?|millis|msecs?|${second}|mins?|min(?:ute|ut|uet)s?|minuten?|h|hrs?|hours?|houres?|stunden?|heures?)\b`
// Only behind such a word is `an hour` how long something takes: `500 calls an hour`.
const lasting = String.raw`\b(?:for|takes?|taking|lasts?|lasting|runs?|running|of|needs|about|around|dauert|je|von|dure)\s+(?:(?:for|about|around|up to)\s+)*`
const stated = new RegExp(
  String.raw`${lasting}(?:${measured}|(half\s+an?|an?|one)\s+(${second}|minute|hour|stunde)\b)`,
  'i',
)
const anywhere = new RegExp(measured, 'i')
// Once on each day where nothing else says how often; else it says nothing of how long each of many takes.
const daily =
  /(\b(?:\d+(?:\.\d+)?|an|one)\s*-?(?:h|hours?|hrs?|mins?|minutes?|stunden?)\s+)(?:an?|per|each|am|pro)\s+(day|night|week|tag|woche)\b/i
const remembered = new RegExp(`${number}\\s*(mb|mib|megabytes?|gb|gib|gigabytes?)\\b`, 'i')

const perSecond = /^[rqt]ps$/i
const inEnglish: Readonly<Record<string, string>> = {
  sekunde: 's',
  stunde: 'h',
  tag: 'd',
  woche: 'w',
  monat: 'month',
  millionen: 'million',
  millions: 'million',
}

/** `1.5 M` is a million, `5 m` may be minutes. */
function isLarge({ times }: Counted): boolean {
  return times === 'M' || times.length > 1 || /^[kb]$/i.test(times)
}

type Counted = { readonly times: string; readonly what: string; readonly each: string }

function requestsIn(question: string, isCount: (counted: Counted) => boolean): number | undefined {
  for (const [, digits = '', times = '', what = '', each = ''] of question.matchAll(countedForm)) {
    if (!isCount({ times, what, each })) continue
    const unit = perSecond.test(what) ? 's' : english(each === '' ? 'month' : each)
    const parsed = parseRequests(`${digits}${english(times)}/${unit}`)
    if (parsed.ok) return parsed.value
  }
  return undefined
}

function durationIn(question: string): number | undefined {
  const [, digits, short, some = '', long = ''] = stated.exec(question) ?? anywhere.exec(question) ?? []
  const unit = (short ?? long).toLowerCase()
  const count = digits ?? (some.toLowerCase().startsWith('half') ? '0.5' : '1')
  const letters = /^m(?:s|il|sec)/.test(unit) ? 'ms' : /^(?:h|st)/.test(unit) ? 'h' : unit.startsWith('s') ? 's' : 'min'
  const parsed = unit === '' ? undefined : parseDuration(count + letters)
  return parsed?.ok === true ? parsed.value : undefined
}

function memoryIn(question: string): number | undefined {
  const [, digits = '', unit = ''] = remembered.exec(question) ?? []
  const parsed = parseMemory(`${digits}${unit.charAt(0)}b`)
  return parsed.ok ? parsed.value : undefined
}

function patternIn(question: string): Pattern | undefined {
  if (/\b(?:office|business|working)\s+(?:hours|days)\b|\bbürozeiten\b/i.test(question)) return 'office'
  if (/\b(?:spik(?:e|es|y)|burst(?:s|y)?|peaks?)\b/i.test(question)) return 'spiky'
  return /\b(?:steady|steadily|constant(?:ly)?|evenly)\b|24\/7/i.test(question) ? 'steady' : undefined
}

function regionIn(question: string): string | undefined {
  return lambdaRegions.find((region) => question.toLowerCase().includes(region))
}

function english(word: string): string {
  return inEnglish[word.toLowerCase()] ?? word
}
