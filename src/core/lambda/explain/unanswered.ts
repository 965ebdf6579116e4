import type { FailureFacts, Rule } from './rule.ts'

// How Node.js (one address, or all of a name), Python, Ruby, libpq, the JDBC driver of PostgreSQL, redis-py and Go word it.
const refused =
  /\bECONNREFUSED\b|\[Errno 111\]|Error 111 connecting|Connection refused|connect: connection refused|Connection to \S+ refused/
const atOnce = /AggregateError \[ECONNREFUSED\]/

const places: readonly RegExp[] = [
  /ECONNREFUSED (?<host>[\w.:]*\w):(?<port>\d{1,5})\b/,
  /server at "(?<host>[^"\s]+)"(?: \([^)\s]*\))?, port (?<port>\d+)/,
  /running on host "(?<host>[^"\s]+)"(?: \([^)\s]*\))? and accepting\s+TCP\/IP connections on port (?<port>\d+)/,
  /host='(?<host>[^'\s]+)', port=(?<port>\d+)/,
  /(?:connecting to|dial tcp|Connection to) (?<host>[\w.-]+|\[[\w:]+\]):(?<port>\d+)\b/,
  /for "(?<host>[^"\s]+)" port (?<port>\d+)/,
  /Connection refused \((?<host>[\w.-]+):(?<port>\d+)\)/,
  /server on '(?<host>[^'\s]+)'/,
  /endpoint URL: ["']?https?:\/\/(?<host>[\w.-]+)/,
  /(?:https?|wss?):\/\/(?<host>[\w.-]+)/,
]

/** Where it wanted to, with the port where that is named. */
function goalIn(said: string): string | undefined {
  const found = places.map((place) => place.exec(said)?.groups).find((groups) => groups !== undefined)
  const { host, port } = found ?? {}
  return host === undefined || port === undefined ? host : `${host}:${port}`
}

const ownEnvironment = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0)(?::\d+)?$/

/** The other side said no at once: what a security group or a network ACL keeps out gets no answer at all (VPC User Guide). */
export const connectionRefused: Rule = (facts) => {
  if (!isRefused(facts)) return undefined
  const goal = goalIn(facts.message) ?? goalIn(restOf(facts))
  if (goal !== undefined && ownEnvironment.test(goal)) {
    return {
      cause: `It was refused a connection to ${goal}, which is within its own environment: nothing listened there. Most likely the address is one for development, or the setting with the real one is missing.`,
      next: 'Its owner sets the address of what it is to call: /lambda show has the names of its variables. Where an extension is to listen there, check that its layer is there and that it starts.',
    }
  }
  return {
    cause: `${goal ?? 'What it calls'} refused the connection. A machine answered, so most likely nothing listens on that port: what it calls is down or starts anew, or the address or the port is wrong.`,
    next: `Check that what it calls runs and listens ${goal === undefined ? 'where the function looks for it' : 'there'}. A security group is hardly the cause: whom it keeps out gets no answer, and no refusal.`,
  }
}

function isRefused({ code, message, log = '' }: FailureFacts): boolean {
  return refused.test(message) || (code === 'AggregateError' && atOnce.test(log))
}

const longestRest = 300

/** libpq, of PostgreSQL before 14, names the address on the lines below. */
function restOf({ message, log = '' }: FailureFacts): string {
  const at = message === '' ? -1 : log.lastIndexOf(message)
  return at < 0 ? '' : log.slice(at, at + message.length + longestRest)
}

// It was connected, and waited for the answer: urllib3 and Java, botocore, redis-py, Python's ssl (httpx), Ruby, undici.
const unread =
  /\bRead timed out\b|Read timeout on endpoint URL|Timeout reading from |The read operation timed out|Net::ReadTimeout|Headers Timeout Error|Body Timeout Error/
const unreadCode = /^(?:[\w.:]*\.)?(?:Net::)?(?:ReadTimeout|ReadTimeoutError|HeadersTimeoutError|BodyTimeoutError)$/
// A limit for all of it, the connection included: axios, node-fetch, fetch, got, Go, .NET.
const unfinished =
  /\btimeout of \d+ ?ms exceeded|network timeout at: |The operation was aborted due to timeout|Timeout awaiting 'request' for \d+ms|Client\.Timeout exceeded while awaiting headers|HttpClient\.Timeout of [\d.]+ seconds elapsing/

export const noAnswer: Rule = ({ code = '', message, isInVpc }) => {
  const isConnected = unread.test(message) || unreadCode.test(code)
  if (!isConnected && !unfinished.test(message)) return undefined
  const limit = limitIn(message)
  const cause = `${goalIn(message) ?? 'What it calls'} did not answer within ${limit ?? 'the time that its code gives it'}.`
  const help =
    'Look whether what it calls is down or slow at that time. Its owner lets the code try again, or gives it a longer limit that is below the timeout of the function.'
  if (isConnected)
    return { cause: `${cause} The connection came about, so most likely what it calls is slow or stuck.`, next: help }
  const vpc = isInVpc === false ? '' : ', or, where it runs in a VPC, nothing of it gets there'
  return {
    cause: `${cause} Whether it was reached at all is not said: it may be slow${vpc}.`,
    next: isInVpc === false ? help : `${help} In a VPC, nothing outside is reached without a NAT gateway.`,
  }
}

function limitIn(message: string): string | undefined {
  const [, inSeconds] = /read timeout=([\d.]+)|Timeout of ([\d.]+) seconds/.exec(message)?.filter(isText) ?? []
  const [, inMs] = /timeout of (\d+) ?ms|for (\d+)ms/.exec(message)?.filter(isText) ?? []
  if (inSeconds !== undefined) return `${Number(inSeconds)} s`
  return inMs === undefined ? undefined : `${Number(inMs) / 1000} s`
}

const isText = (part: string | undefined): part is string => part !== undefined
