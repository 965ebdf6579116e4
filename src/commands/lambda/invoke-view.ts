import { type Change, isFinal } from '../../core/change.ts'
import { lasting } from '../../core/duration.ts'
import type { Limits } from '../../core/lambda/call.ts'
import type { LogLine } from '../../core/lambda/functions.ts'
import { text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { askedIn } from './invoke-actions.ts'
import { answeredView } from './invoke-answered.ts'
import { notRunView, refusedView, runningView, unknownView } from './invoke-unanswered.ts'

export type InvokeFacts = Limits & {
  /** What the function's log has of that time, where it is not known whether it ran. */
  readonly logged?: readonly LogLine[]
  readonly now: number
}

/** What has become of one call of a function, from the change as it is kept. */
export function invokeView(change: Change, { logged, now, ...limits }: InvokeFacts): View {
  const asked = askedIn(change)
  const [progress] = change.progress
  if (asked === undefined || progress === undefined) throw new Error(`change ${change.id} calls no function`)
  const asking = { change, asked }
  switch (progress.kind) {
    case 'there':
      return progress.result === undefined
        ? unknownView(asking, 'What Lambda answered was not kept.', logged)
        : answeredView({ change, asked, result: progress.result }, limits)
    case 'refused':
      return refusedView(asking, progress)
    case 'unknown':
    case 'astray':
      return unknownView(asking, progress.message, logged)
    case 'late':
      return unknownView(asking, 'Lambda took longer to answer than Windlass waits.', logged)
    case 'not-tried':
      return notRunView(asking, progress.reason)
    case 'begun':
    case 'accepted':
      return isFinal(change)
        ? unknownView(asking, 'Windlass stopped before it had the answer.', logged)
        : runningView(asking, text`has been running for ${lasting(now - progress.at)}, since ${{ time: progress.at }}`)
    case 'waiting':
      return isFinal(change)
        ? notRunView(asking, change.ending ?? whyNot(change))
        : runningView(asking, ['waits for its turn'])
  }
}

function whyNot({ state }: Change): string {
  if (state === 'cancelled') return 'It was cancelled.'
  return state === 'expired' ? 'Nobody confirmed it in time.' : 'It was not begun.'
}
