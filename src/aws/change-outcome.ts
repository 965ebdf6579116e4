import type { Acted } from '../core/acted.ts'
import type { Attempts } from './attempts.ts'
import { type ChangeCall, isPlainNo, refusalOf, unknownSentence, whyUnknown } from './change-sentences.ts'
import { type Trouble, troubleOf } from './trouble.ts'

// A rehearsal that would have gone well ends in this error (EC2 API Reference, "Common query parameters").
const wouldHaveDone = 'DryRunOperation'

/** What EC2's answer to a call that changes something means. */
export function answeredAs(answer: { readonly $metadata: object }, call: ChangeCall): Acted {
  if (!call.isRehearsal) return { kind: 'accepted', requestId: requestIdOf(answer) }
  const why = 'the rehearsal was answered as if it were the real call, which AWS never does'
  return { kind: 'unknown', code: 'NotRehearsed', message: unknownSentence(why, { ...call, isRehearsal: false }) }
}

/** What is known once the last attempt at a call has failed. */
export function failedAs(error: unknown, call: ChangeCall, attempts: Pick<Attempts, 'pausedAfter'>): Acted {
  // The time was up in a pause: then not the end of the time but what came before it says what happened.
  const last = attempts.pausedAfter() ?? error
  const trouble = troubleOf(last)
  if (trouble?.code === wouldHaveDone && call.isRehearsal) return { kind: 'accepted', requestId: requestIdOf(last) }
  if (trouble === undefined)
    return unknown({ code: 'Fault', why: 'Windlass had a fault of its own, which is in its log' }, call)
  if (mayHaveRun(last, trouble)) return unknown({ code: trouble.code, why: whyUnknown(trouble) }, call)
  return { kind: 'refused', code: trouble.code, requestId: requestIdOf(last), ...refusalOf(trouble, call) }
}

/** Whether a failure leaves it open that the call was carried out. */
export function isOpen(error: unknown): boolean {
  const trouble = troubleOf(error)
  return trouble === undefined || mayHaveRun(error, trouble)
}

export function mayHaveRun(error: unknown, { kind, code }: Trouble): boolean {
  if (kind === 'unreachable') return !isNeverSent(error)
  if (kind === 'internal') return !isPlainNo(code)
  return kind === 'timeout' || kind === 'broken-off' || kind === 'undecodable'
}

const connecting = new Set(['connect', 'getaddrinfo'])

/** Node names the system call that failed; where it tried several addresses in vain there is one error of them all. */
export function isNeverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return true
  return error instanceof Error && 'syscall' in error && connecting.has(String(error.syscall))
}

/** In a rehearsal nothing can have happened, whatever went wrong. */
function unknown({ code, why }: { readonly code: string; readonly why: string }, call: ChangeCall): Acted {
  const message = unknownSentence(why, call)
  return call.isRehearsal
    ? { kind: 'refused', code, message, requestId: undefined, spreads: 'nowhere' }
    : { kind: 'unknown', code, message }
}

export function requestIdOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('$metadata' in answer)) return undefined
  const { $metadata } = answer
  if (typeof $metadata !== 'object' || $metadata === null || !('requestId' in $metadata)) return undefined
  return typeof $metadata.requestId === 'string' ? $metadata.requestId : undefined
}
