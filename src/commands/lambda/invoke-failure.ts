import type { CallResult, Limits } from '../../core/lambda/call.ts'
import { type FunctionError, parseFunctionError } from '../../core/lambda/call-failure.ts'
import type { Frame } from '../../core/lambda/explain/frame.ts'
import type { Explanation } from '../../core/lambda/explain/rule.ts'
import { explain } from '../../core/lambda/explain.ts'
import { took } from '../../core/lambda/sizes.ts'
import { placeName } from '../../core/place.ts'
import { scrub, wasTakenOut } from '../../core/scrub.ts'
import { bold, code, joinTexts, type Text, text } from '../../core/text.ts'
import type { Part, View, ViewFile } from '../../core/view.ts'
import type { Asked } from './invoke-actions.ts'
import { logTail } from './invoke-log.ts'
import { nearLimits } from './invoke-note.ts'
import { beginning, takenOut } from './invoke-payload.ts'
import { paragraph, shownResult } from './invoke-result.ts'

type Told = Pick<View, 'lead' | 'parts'> & { readonly file?: ViewFile }

/** It ran and failed: what it says itself, where in its own code, what that means and what helps. */
export function toldFailure({ name, target }: Asked, result: CallResult, limits: Limits): Told {
  const lead = text`✕ ${bold(name)} failed after ${took(result.tookMs)}, ${placeName(target.place)}`
  const error = parseFunctionError(result.payload)
  if (error === undefined) {
    const { parts, ...rest } = shownResult(result.payload, name)
    return { lead, parts: [...parts, ...logTail(result.log, false)], ...rest }
  }
  const explanation = explainedBy(error, result, limits)
  return {
    lead: text`${lead}: ${headline(error)}`,
    parts: [
      ...saidBy(error),
      ...(explanation === undefined ? nearLimits(result, limits) : explained(explanation)),
      ...logTail(result.log, true),
    ],
  }
}

function explainedBy({ type, message }: FunctionError, result: CallResult, limits: Limits): Explanation | undefined {
  const { log, report } = result
  return explain({
    code: type,
    message,
    log,
    memoryMb: limits.memoryMb ?? report?.memoryMb,
    timeoutSeconds: limits.timeoutSeconds,
    isInVpc: limits.isInVpc,
  })
}

// More is a paragraph, and stands below.
const longestHeadline = 120
const longestMessage = 1_500

/** The error's type and the first line of what it says. */
function headline({ type, message }: FunctionError): string {
  const whole = scrub(message).split('\n')[0] ?? ''
  const first = type === undefined || whole.length <= longestHeadline ? beginning(whole, longestHeadline) : undefined
  return [type === undefined ? undefined : scrub(type), first]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
}

/** What does not stand in the first line: where it was, and the rest of a long message. */
function saidBy({ message, own, others }: FunctionError): Part[] {
  const said = scrub(message)
  const isLong = said.includes('\n') || said.length > longestHeadline
  return [
    ...(own.length + others > 0 ? [paragraph(whereIn(own, others))] : []),
    ...(isLong ? [{ kind: 'code', code: beginning(said, longestMessage) } as const] : []),
    ...(wasTakenOut(said) ? [paragraph(takenOut)] : []),
  ]
}

function whereIn(own: readonly Frame[], others: number): Text {
  const counted = (more: string) => `${others}${more} ${others === 1 ? 'frame' : 'frames'}`
  if (own.length === 0) return text`Its own code is not in the stack (${counted('')}).`
  const places = own.map(
    ({ where, line }): Text => text`${code(scrub(where))}${line === undefined ? '' : ` line ${line}`}`,
  )
  return text`At ${joinTexts(places, ', called from ')}${others === 0 ? '.' : ` (and ${counted(' more')}).`}`
}

/** Two paragraphs: what it means, what helps. What they quote is scrubbed like the rest. */
export function explained({ cause, next }: Explanation): Part[] {
  return [
    paragraph(text`${bold('What it means:')} ${scrub(cause)}`),
    paragraph(text`${bold('What helps:')} ${scrub(next)}`),
  ]
}
