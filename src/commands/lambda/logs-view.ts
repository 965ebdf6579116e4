import type { Scope } from '../../core/command.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import type { FoundLogs, LogQuery } from '../../core/lambda/functions.ts'
import { type FoldedLog, foldCalls } from '../../core/lambda/log-calls.ts'
import { newestThatFit, textsOf } from '../../core/lambda/log-text.ts'
import { stretchName } from '../../core/lambda/stretch.ts'
import { failurePattern } from '../../core/lambda/why/log-patterns.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, joinTexts, type Text, text } from '../../core/text.ts'
import type { Action, View, ViewFile } from '../../core/view.ts'
import { countsOf } from './logs-counts.ts'
import { followWords } from './logs-follow-view.ts'
import { whyParts } from './logs-why.ts'

// A fenced part holds 3,000 characters (block-limits.ts); a longer log is a file.
const mostShown = 2900

/** What was written, newest last: the whole of it where it is short, else its end, and all of it as a file. */
export function logsView(query: LogQuery, { lines, isCut }: FoundLogs, scope: Scope): View {
  if (lines.length === 0) return nothingWritten(query, scope)
  const folded = foldCalls(lines)
  const texts = textsOf(folded, scope.timeZone)
  const shown = newestThatFit(texts, mostShown)
  const isWhole = texts.length === shown.length && texts.at(-1) === shown.at(-1)
  const file = isWhole ? undefined : fileOf(query, texts, scope)
  const missing = failureLines(scope.missing)
  return {
    lead: leadOf(query, { folded, isCut }, scope),
    parts: [
      ...whyParts(folded.calls, query.function),
      { kind: 'code', code: shown.join('\n') },
      ...(missing.length > 0 ? [{ kind: 'bullets', items: missing } as const] : []),
    ],
    note: noteOf({ query, isCut, file, left: texts.length - shown.length }, scope),
    actions: logActions(query, scope, { isCut, hasFailed: folded.calls.some(({ isFailed }) => isFailed) }),
    ...(file === undefined ? {} : { file }),
  }
}

type Found = { readonly folded: FoldedLog; readonly isCut: boolean }

/** `order-intake, last 30 min: 14 calls, 3 failed: 2 timed out, 1 threw`. */
function leadOf({ function: { name }, stretch, pattern }: LogQuery, { folded, isCut }: Found, scope: Scope): Text {
  return text`${bold(name)}, ${stretchName(stretch, scope.now)}: ${countsOf(folded, { pattern, isCut })}`
}

type Noted = {
  readonly query: LogQuery
  readonly isCut: boolean
  readonly file: ViewFile | undefined
  readonly left: number
}

function noteOf({ query, isCut, file, left }: Noted, { timeZone }: Scope): Text {
  const sentences: Text[] = [
    ...(file === undefined
      ? []
      : [
          text`Its end; all of it is in your direct messages as ${code(file.name)}${left > 0 ? `, ${left} entries more` : ''}.`,
        ]),
    ...(isCut ? [text`The newest ${query.lines} lines: there are older ones.`] : []),
    text`${placeName(query.function.place)}, newest last, times in ${timeZone}.`,
  ]
  return joinTexts(sentences, ' ')
}

function fileOf({ function: { name }, pattern }: LogQuery, texts: readonly string[], { now }: Scope): ViewFile {
  const at = new Date(now).toISOString().slice(0, 16).replace('T', ' ')
  const title = `Log of ${name}, ${at} UTC${pattern === undefined ? '' : `, lines that fit ${pattern}`}`
  return { name: `${name}-${at.replace(' ', '-').replace(':', '')}.log`, title, content: `${texts.join('\n')}\n` }
}

type Seen = { readonly isCut: boolean; readonly hasFailed: boolean }

function logActions(
  { pattern, lines, function: shown }: LogQuery,
  { again }: Scope,
  { isCut, hasFailed }: Seen,
): Action[] {
  return [
    ...(hasFailed && pattern === undefined
      ? [runs('failures', 'Failures only', again({ filter: failurePattern }))]
      : []),
    ...(pattern === undefined ? [] : [runs('all', 'All lines', again({ filter: undefined }))]),
    ...(isCut && lines < 1000 ? [runs('more', 'Up to 1,000 lines', again({ lines: '1000' }))] : []),
    runs('metrics', 'Metrics', wordsOnFunction('metrics', shown)),
    runs('refresh', 'Read again', again({})),
    runs('follow', 'Follow', followWords(shown, pattern)),
  ]
}

function nothingWritten(query: LogQuery, { again, now, missing }: Scope): View {
  const { pattern, stretch, function: shown } = query
  const where = text`${bold(shown.name)} in ${placeName(shown.place)}`
  const when = stretchName(stretch, now)
  return {
    lead:
      pattern === undefined
        ? text`${where} wrote nothing, ${when}.`
        : text`${where} wrote nothing that fits ${code(pattern)}, ${when}.`,
    parts: missing.length > 0 ? [{ kind: 'bullets', items: failureLines(missing) }] : [],
    actions: [
      ...(pattern === undefined ? [] : [runs('all', 'All lines', again({ filter: undefined }))]),
      runs('day', 'Last 24 hours', again({ since: '24h' })),
      runs('week', 'Last 7 days', again({ since: '7d' })),
      runs('metrics', 'Metrics', wordsOnFunction('metrics', shown)),
      runs('follow', 'Follow', followWords(shown, pattern)),
    ],
  }
}
