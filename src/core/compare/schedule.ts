import { hoursPerMonth } from './workload.ts'

/** How often something runs a month, by what was said of it, and what was said besides. */
export type Schedule = {
  readonly runs: number
  /** A timer starts it: one run after the other, without a peak. */
  readonly isTimed: boolean
  readonly rest: string
}

const perDay = hoursPerMonth / 24
const perWeek = hoursPerMonth / 168
const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:week|work)days?$/, 5 * perWeek],
  [/^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^w|^sem/, perWeek],
  [/^mon?(?:th|at|is)|^mes/, 1],
  [/^s/, hoursPerMonth * 3600],
  [/^min/, hoursPerMonth * 60],
  [/^h/, hoursPerMonth],
  [/^std|^stunde/, hoursPerMonth],
  [/^[dntmeaj]/, perDay],
]
const unit = String.raw`(sec(?:o|ou)?nds?|secs?|s|sekunden?|min(?:ute|ut|uet)?s?|minuten?|h(?:ou)?rs?|h|houres?|std|stunden?|heures?|days?|d|nights?|nite|mornings?|evenings?|afternoons?|midnights?|tage?n?|morgen|abend|nacht|nächte|jours?|nuits?|week(?:day)?s?|workdays?|wochen?|semaines?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)`
const aMonth = String.raw`(months?|monat|mois|mes)`
const amount = String.raw`(\d+(?:\.\d+)?(?:st|nd|rd|th)?|half(?:\s+an?)?|other|one|two|three|four|five|six|ten|fifteen|twenty|thirty)`
const amounts: Readonly<Record<string, number>> = {
  once: 1,
  einmal: 1,
  one: 1,
  twice: 2,
  zweimal: 2,
  other: 2,
  two: 2,
  three: 3,
  thrice: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
}
const times = String.raw`(once|twice|thrice|einmal|zweimal|(?:${amount}|\d{1,3}(?:,\d{3})+)\s*(?:x|times?|mal|fois)\b)`
const things = String.raw`(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(k|m|million|thousand)?\s*(?:http\s+|api\s+)?(?:requests?|reqs?|calls?|invocations?|hits|executions?|messages|jobs|events|files|images|anfragen|aufrufe|requêtes)\s+`
const each = String.raw`(?:every|each|evry|everey|alle|jede[nrs]?|toutes\s+les|tous\s+les|chaque)`

// AWS bills by the second too: what is paid each hour is not run each hour.
const unpaid = String.raw`(?<!\b(?:cost|pay|paid|pric|bill|charg|spend|spent)\w*\s+(?:for\s+)?)`
const rated = /\brate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)/i
const interval = new RegExp(
  String.raw`${unpaid}\b(?:${things}|${times}\s+)?${each}\s+(?:single\s+)?(?:${amount}[\s-]*)?${unit}\b`,
  'i',
)
const repeated = new RegExp(
  String.raw`\b${times}\s*(?:/|\b(?:an?|per|each|every|am|pro|in der|die|par)\b)\s*(?:${unit}|${aMonth})\b`,
  'i',
)
const job = String.raw`(?:jobs?|crons?|cronjobs?|tasks?|scripts?|batch(?:es)?|backups?|reports?|imports?|exports?|syncs?|runs?|process(?:es)?|cleanups?)`
const adverb = String.raw`(nightly|hourly|daily|weekly|monthly|nächtlich\w*|stündlich\w*|täglich\w*|wöchentlich\w*)`
const regular = new RegExp(
  String.raw`\b(?:runs?|running|scheduled|executed|started)\s+${adverb}(?!\w)|${adverb}\s+(?:[\w-]+\s+){0,2}?${job}\b|\b(nightly)\b`,
  'i',
)
const adverbs: readonly (readonly [RegExp, number])[] = [
  [/^(?:hourly|stünd)/i, hoursPerMonth],
  [/^(?:week|wöch)/i, perWeek],
  [/^month/i, 1],
  [/^/, perDay],
]

// More often than cron starts anything: then it is traffic.
const mostTimed = hoursPerMonth * 60

/** The first schedule that is said: `every 5 minutes`, `twice an hour`, `a nightly job`, `rate(5 minutes)`. */
export function readSchedule(question: string): Schedule | undefined {
  return readRate(question) ?? readInterval(question) ?? readOften(question) ?? readRegular(question)
}

function readRate(question: string): Schedule | undefined {
  const [said, count = '', of = ''] = rated.exec(question) ?? []
  return said === undefined ? undefined : timed(question, said, perMonth(of) / Number(count))
}

function readInterval(question: string): Schedule | undefined {
  const [said, many, factor = '', often, , apart, of = ''] = interval.exec(question) ?? []
  if (said === undefined) return undefined
  const starts = perMonth(of) / amountOf(apart)
  if (many === undefined) return timed(question, said, starts * amountOf(often))
  const thousands = /^k|^t/i.test(factor) ? 1e3 : factor === '' ? 1 : 1e6
  return { ...timed(question, said, starts * amountOf(many) * thousands), isTimed: false }
}

function readOften(question: string): Schedule | undefined {
  const [said, count, , of, month = 'month'] = repeated.exec(question) ?? []
  return said === undefined ? undefined : timed(question, said, perMonth(of ?? month) * amountOf(count))
}

function readRegular(question: string): Schedule | undefined {
  const [said, ...words] = regular.exec(question) ?? []
  const word = words.find((one) => one !== undefined)
  if (said === undefined || word === undefined) return undefined
  return timed(question, word, adverbs.find(([form]) => form.test(word))?.[1] ?? perDay)
}

function timed(question: string, said: string, runs: number): Schedule {
  const isTimed = runs <= mostTimed || new RegExp(String.raw`^${each}\b`, 'i').test(said)
  return { runs: Math.max(1, Math.round(runs)), isTimed, rest: question.replace(said, ' ; ') }
}

/** How often a unit comes in a month. */
function perMonth(word: string): number {
  return units.find(([form]) => form.test(word.toLowerCase()))?.[1] ?? perDay
}

function amountOf(said: string | undefined): number {
  if (said === undefined) return 1
  const word = said.toLowerCase()
  if (word.startsWith('half')) return 0.5
  const digits = /^[\d,.]+/.exec(word)?.[0]
  if (digits !== undefined) return Number(digits.replaceAll(',', '')) || 1
  return amounts[/^[a-z]+/.exec(word)?.[0] ?? ''] ?? 1
}
