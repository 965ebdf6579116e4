import type { Change } from '../../core/change.ts'
import type { CallResult, Limits } from '../../core/lambda/call.ts'
import { limitOf, megabytes, took } from '../../core/lambda/sizes.ts'
import { bold, code, type Text, text } from '../../core/text.ts'
import type { Part } from '../../core/view.ts'
import { paragraph } from './invoke-result.ts'

/** The one grey line: how it ran, which code, and under which ids it is found. */
export function resultNote(result: CallResult, { id }: Change): Text {
  const { report, version, requestId } = result
  const facts = [
    `Status ${result.status}`,
    ...(report === undefined
      ? []
      : [
          `ran ${took(report.durationMs)}, billed ${took(report.billedMs)}`,
          `${report.usedMb} of ${megabytes(report.memoryMb)}`,
          report.initMs === undefined ? 'warm' : `cold start ${took(report.initMs)}`,
        ]),
    ...(version === undefined ? [] : [version === '$LATEST' ? 'newest code' : `version ${version}`]),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ]
  return text`${facts.join(' · ')} · change ${code(id)}`
}

const nearly = 0.9

/** What may go wrong next time. Where it did go wrong, the error says so. */
export function nearLimits({ report }: CallResult, limits: Limits): Part[] {
  if (report === undefined) return []
  const memoryMb = limits.memoryMb ?? report.memoryMb
  const { timeoutSeconds } = limits
  const isNearMemory = memoryMb > 0 && report.usedMb >= memoryMb * nearly
  const isNearTimeout = timeoutSeconds !== undefined && report.durationMs >= timeoutSeconds * 1_000 * nearly
  return [
    ...(isNearMemory
      ? [
          paragraph(
            text`${bold('Close to its memory:')} it used ${report.usedMb} of ${megabytes(memoryMb)}. With more to do it would be killed; its owner can give it more.`,
          ),
        ]
      : []),
    ...(isNearTimeout
      ? [
          paragraph(
            text`${bold('Close to its timeout:')} it ran ${took(report.durationMs)} of ${limitOf(timeoutSeconds)}. A little slower and Lambda stops it; its owner can raise the timeout.`,
          ),
        ]
      : []),
  ]
}
