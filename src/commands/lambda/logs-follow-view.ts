import { lasting } from '../../core/duration.ts'
import type { Standing } from '../../core/following.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { LogLine } from '../../core/lambda/functions.ts'
import { foldCalls } from '../../core/lambda/log-calls.ts'
import { newestThatFit, textsOf } from '../../core/lambda/log-text.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import { placeName } from '../../core/place.ts'
import { runs } from '../../core/problem.ts'
import { bold, joinTexts, type Text, text } from '../../core/text.ts'
import type { Action, View } from '../../core/view.ts'
import { countsOf } from './logs-counts.ts'
import { whyParts } from './logs-why.ts'

// Of the 3,000 characters of a fenced part (block-limits.ts), as for the log that is not followed.
const mostShown = 2900

export type FollowedLog = {
  readonly function: LambdaFunction
  readonly pattern: string | undefined
  /** What it begins with, in milliseconds since 1970, and until when it was read. */
  readonly from: number
  readonly until: number
  readonly begunAt: number
  readonly lines: readonly LogLine[]
  /** Older lines that are not among them. */
  readonly dropped: number
  /** More was written between two looks than one gives. */
  readonly isCut: boolean
  readonly timeZone: string
}

/** The newest of what was written, edited as more comes. */
export function followedView(log: FollowedLog, standing: Standing): View {
  const folded = foldCalls(log.lines)
  const texts = textsOf(folded, log.timeZone)
  const shown = newestThatFit(texts, mostShown).join('\n')
  const earlier = log.dropped + linesIn(texts.join('\n')) - linesIn(shown)
  return {
    lead: leadOf(log, standing),
    parts: [
      ...(standing.kind === 'ended' ? [{ kind: 'paragraph', text: standing.why } as const] : []),
      ...whyParts(folded.calls, log.function),
      ...(shown === '' ? [] : [{ kind: 'code', code: shown } as const]),
    ],
    note: noteOf(log, standing, earlier),
    actions: actionsOf(log, standing),
  }
}

function linesIn(shown: string): number {
  return shown === '' ? 0 : shown.split('\n').length
}

function leadOf(log: FollowedLog, { kind }: Standing): Text {
  const name = bold(log.function.name)
  const where =
    kind === 'ended'
      ? text`${name}, followed for ${lasting(Math.max(0, log.until - log.begunAt))}`
      : text`Following ${name}`
  if (log.lines.length === 0) return text`${where}: nothing was written${kind === 'ended' ? '.' : ' yet.'}`
  const counts = countsOf(foldCalls(log.lines), { pattern: log.pattern, isCut: false })
  return log.dropped > 0 || log.isCut ? text`${where}, its newest lines: ${counts}` : text`${where}: ${counts}`
}

function noteOf(log: FollowedLog, standing: Standing, earlier: number): Text {
  const sentences: Text[] = [
    ...(earlier > 0 ? [text`And ${earlier.toLocaleString('en')} earlier ${earlier === 1 ? 'line' : 'lines'}.`] : []),
    ...(log.isCut ? [text`More was written than could be read at once: some lines are missing here.`] : []),
    ...(standing.kind === 'going-on' ? goingOn(standing) : []),
    text`${placeName(log.function.place)}${log.lines.length === 0 ? '' : `, newest last, times in ${log.timeZone}`}.`,
  ]
  return joinTexts(sentences, ' ')
}

function goingOn({ leftMs, isHeldUp }: Standing & { kind: 'going-on' }): Text[] {
  const heldUp = text`CloudWatch Logs gives no answer at the moment and is asked again.`
  return [...(isHeldUp ? [heldUp] : []), text`Still following, ${lasting(leftMs)} left.`]
}

function actionsOf({ function: shown, pattern, from, until }: FollowedLog, { kind }: Standing): Action[] {
  if (kind === 'going-on') return [runs('stop', 'Stop', stopWords(shown))]
  const minutes = Math.ceil((until - from) / 60_000) + 1
  const filter = pattern === undefined ? [] : ['--filter', pattern]
  return [
    runs('follow', 'Follow again', followWords(shown, pattern)),
    runs('logs', 'Logs', [...wordsOnFunction('logs', shown), '--since', `${minutes}m`, ...filter]),
    runs('show', 'Show', wordsOnFunction('show', shown)),
  ]
}

export function stopWords(shown: LambdaFunction): string[] {
  return [...wordsOnFunction('logs', shown), '--stop']
}

/** The words that follow this function from now on. */
export function followWords(shown: LambdaFunction, pattern: string | undefined): string[] {
  const filter = pattern === undefined ? [] : ['--filter', pattern]
  return [...wordsOnFunction('logs', shown), '--follow', ...filter]
}
