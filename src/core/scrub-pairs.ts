// What has such a name is secret whatever it reads like. A name after twelve digits is a part of an ARN.
const secret = [
  'pass(?:word|wd|phrase)?',
  'pwd',
  '(?<![a-z])pw',
  String.raw`(?<!\d{12}:)secret(?:[_-]?(?:access[_-]?)?key|[_-]?string)?`,
  '(?:api|access|account|private)[_-]?key',
  '(?:auth|session|security|access|refresh|bot)[_-]?token',
  'client[_-]?secret',
  'credentials?',
].join('|')

// Tokens that say where a list goes on, or make a call the same call, are none (EC2 and CloudWatch Logs API references).
const noSecret =
  'next|page|paging|pagination|continuation|continue|starting|forward|backward|sequence|client|idempotency'
const token = `(?<!(?:${noSecret})[_-]?)token`

const between = String.raw`\\{0,7}["']?\s{0,3}(?:=>|:=|={1,3}|:)\s{0,3}`
const done = String.raw`(?!\[redacted)`
const plainly = String.raw`[^\s"'\\,;&}<>]`

// A quote that what follows shows to be the end of a JSON text, which only ends in such a name.
const noEnd = String.raw`(?!\s{0,3}(?:[,:]\s{0,3}["{[\d]|[}\]](?:[,}\]\s]|$)))`

// To the quote that closes it: of JSON inside of JSON, the one with as many backslashes before it. Where nothing closes
// it the text was cut off, and all of it goes.
const inQuotes = [
  String.raw`((\\{1,7})")${done}[^]+?(?=(?<!\\)\3")`,
  String.raw`(")(?!")${done}${noEnd}[^"\\]*(?:\\[^][^"\\]*)*`,
  // Not every apostrophe is a quote.
  String.raw`(')${done}[^'\n]{1,200}(?='(?!\w))`,
  // ODBC's braces (Microsoft, "Connection string syntax").
  String.raw`\{[^{}"'\n]{1,200}\}`,
].join('|')

const start = String.raw`(\\?["']?)${done}(?!\{["'\s\\])`
const anything = `${inQuotes}|${start}${plainly}+`
// In a sentence, "token:" may be followed by a word.
const tokenLike = String.raw`${inQuotes}|${start}(?:(?<=[=>]\s{0,3}\\?["']?)${plainly}{6,}|(?=${plainly}{0,200}?\d)${plainly}{8,})`

const left = '$1$2$4$5$6[redacted]'
const pairs: readonly RegExp[] = [
  // "password": "…", DB_PASSWORD=…, secret_access_key: …
  new RegExp(`((?:${secret})${between})(?:${anything})`, 'gi'),
  new RegExp(`(${token}${between})(?:${tokenLike})`, 'gi'),
  // --password …
  new RegExp(String.raw`((?<![\w-])--(?:[\w-]{0,30}-)?(?:${secret}|${token})\s{1,3})(?!-)(?:${anything})`, 'gi'),
]

// -u person:password. Two numbers are a user and a group, and a Slack team and user are what policies call a person.
const login =
  /((?<![\w-])(?:-u|--(?:proxy-)?user)[\s=]{1,3}["']?(?!\d+:\d+\b|T[A-Z0-9]+:[UW][A-Z0-9]+\b)[^\s:"']{1,64}:)(?!\[redacted|\/\/)[^\s"']+/g

/** What is named like a secret and followed by its value. */
export function takeOutPairs(text: string): string {
  return pairs.reduce((rest, pattern) => rest.replace(pattern, left), text.replace(login, '$1[redacted]'))
}
