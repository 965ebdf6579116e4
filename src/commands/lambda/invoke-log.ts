import type { LogLine } from '../../core/lambda/functions.ts'
import { foldCalls } from '../../core/lambda/log-calls.ts'
import { readLogEntry } from '../../core/lambda/log-entry.ts'
import { callText, looseText, newestThatFit } from '../../core/lambda/log-text.ts'
import { scrub, wasTakenOut } from '../../core/scrub.ts'
import { bold, type Text, text } from '../../core/text.ts'
import type { Part } from '../../core/view.ts'
import { takenOut } from './invoke-payload.ts'
import { paragraph } from './invoke-result.ts'

const mostLines = 20
const mostShown = 2_000

/** What the call itself wrote: the last lines of the tail that Lambda sends with the answer, without Lambda's own. */
export function logTail(log: string | undefined, isErrorShown: boolean): Part[] {
  const lines = scrub(log ?? '')
    .split('\n')
    .flatMap((line) => {
      const entry = readLogEntry(line)
      return entry.kind === 'said' && entry.text.trim() !== '' && !(isErrorShown && isErrorItself(entry.text))
        ? [entry.text.trimEnd()]
        : []
    })
  const shown = newestThatFit(lines.slice(-mostLines), mostShown)
  return titled(shown, shown.length < lines.length ? text`${bold('The end of its log:')}` : text`${bold('Its log:')}`)
}

/** The error as the runtime writes it, which stands above. */
function isErrorItself(said: string): boolean {
  return /^ERROR Invoke Error\s|^Task timed out after /.test(said)
}

/** What was written about the time at which it may have run. Whose line it is, nobody knows for sure. */
export function loggedAround(lines: readonly LogLine[]): Part[] {
  const { calls, loose } = foldCalls(lines.map((line) => ({ ...line, text: scrub(line.text) })))
  const texts = [
    ...calls.map((call) => ({ at: call.at, shown: callText(call, 'UTC') })),
    ...loose.map((line) => ({ at: line.at, shown: looseText(line, 'UTC') })),
  ].toSorted((one, other) => one.at - other.at)
  const shown = newestThatFit(
    texts.map((each) => each.shown),
    mostShown,
  )
  return titled(shown, text`${bold('What its log has of that time')} (UTC), of this call or of another:`)
}

function titled(lines: readonly string[], title: Text): Part[] {
  if (lines.length === 0) return []
  const shown = lines.join('\n')
  return [paragraph(title), { kind: 'code', code: shown }, ...(wasTakenOut(shown) ? [paragraph(takenOut)] : [])]
}
