import type { Change } from '../../core/change.ts'
import type { CallResult, Limits } from '../../core/lambda/call.ts'
import { took } from '../../core/lambda/sizes.ts'
import { placeName } from '../../core/place.ts'
import { bold, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { type Asked, again, logs, withChanges } from './invoke-actions.ts'
import { toldFailure } from './invoke-failure.ts'
import { logTail } from './invoke-log.ts'
import { nearLimits, resultNote } from './invoke-note.ts'
import { paragraph, shownResult } from './invoke-result.ts'

type Answered = { readonly change: Change; readonly asked: Asked; readonly result: CallResult }

/** Lambda answered: with a result, with an error of the function, or that it has queued the call. */
export function answeredView({ change, asked, result }: Answered, limits: Limits): View {
  const note = resultNote(result, change)
  if (result.isAsync) return { ...queued(asked), note }
  const repeat = { label: 'Invoke again' }
  if (result.failure !== undefined) {
    return {
      ...toldFailure(asked, result, limits),
      note,
      actions: [withChanges(asked, 'primary'), ...again(asked, repeat), logs(asked)],
      isShareable: true,
    }
  }
  const { parts, ...rest } = shownResult(result.payload, asked.name)
  return {
    lead: text`✓ ${bold(asked.name)} answered in ${took(result.tookMs)}, ${placeName(asked.target.place)}`,
    parts: [...parts, ...nearLimits(result, limits), ...logTail(result.log, false)],
    note,
    actions: [...again(asked, repeat), withChanges(asked), logs(asked)],
    isShareable: true,
    ...rest,
  }
}

/** Developer Guide, "How Lambda handles errors and retries with asynchronous invocation". */
function queued(asked: Asked): View {
  return {
    lead: text`✓ Lambda has queued ${bold(asked.name)}, ${placeName(asked.target.place)}`,
    parts: [
      paragraph(text`There is no result to wait for: what it does stands in its log, mostly within seconds.`),
      paragraph(
        text`Where it fails, Lambda runs it up to twice more, after one minute and after two. What fails for good goes to its failure destination or dead-letter queue; without one it is gone.`,
      ),
    ],
    actions: [logs(asked, 'primary'), ...again(asked, { label: 'Invoke again' }), withChanges(asked)],
  }
}
