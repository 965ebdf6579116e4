import type { InvokeCommandOutput } from '@aws-sdk/client-lambda'
import type { Acted } from '../core/acted.ts'
import { resultOf } from './call-result.ts'
import { type FunctionCall, notCalled, perhapsCalled, whyNotCalled } from './call-sentences.ts'
import { isNeverSent, requestIdOf } from './change-outcome.ts'
import { whyUnknown } from './change-sentences.ts'
import { refusedCalls } from './refused-calls.ts'
import { type Trouble, troubleOf } from './trouble.ts'

type Timed = { readonly at: number; readonly tookMs: number }

/** What Lambda's answer to a call means. */
export function calledAs(answer: InvokeCommandOutput, asked: FunctionCall, timed: Timed): Acted {
  const { isRehearsal, call } = asked
  const { StatusCode } = answer
  const requestId = requestIdOf(answer)
  if (isRehearsal && StatusCode !== dryRunStatus) {
    const why = 'the rehearsal was answered as if it were the real call, which AWS never does'
    return { kind: 'unknown', code: 'NotRehearsed', message: perhapsCalled(why, { ...asked, isRehearsal: false }) }
  }
  if (isRehearsal) return { kind: 'accepted', requestId }
  // Any body at all is a payload to the SDK, a proxy's page too. What Lambda itself answers has an id and its status.
  if (requestId === undefined || StatusCode !== (call.isAsync ? 202 : 200)) {
    const trouble: Trouble = {
      kind: 'undecodable',
      code: 'Undecodable',
      detail: `HTTP ${StatusCode ?? 'without status'}`,
    }
    return unknown(trouble.code, whyUnknown(trouble), asked)
  }
  return {
    kind: 'accepted',
    requestId,
    result: resultOf({ ...answer, StatusCode }, { ...timed, requestId, isAsync: call.isAsync }),
  }
}

// Lambda API reference, Invoke: "For the DryRun invocation type, the status code is 204."
const dryRunStatus = 204

/** What is known once the one attempt at a call has failed. */
export function uncalledAs(error: unknown, call: FunctionCall): Acted {
  const trouble = troubleOf(error)
  if (trouble === undefined) return unknown('Fault', 'Windlass had a fault of its own, which is in its log', call)
  if (isUnconnected(error)) return refused({ ...trouble, kind: 'unreachable' }, error, call)
  return mayHaveRun(error, trouble)
    ? unknown(trouble.code, whyUnknown(trouble, 'Lambda'), call)
    : refused(trouble, error, call)
}

/** Before there was a connection: the time for that is the only one that the SDK itself keeps here. */
function isUnconnected(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError' && !('code' in error)
}

function mayHaveRun(error: unknown, { kind, code }: Trouble): boolean {
  if (kind === 'unreachable') return !isNeverSent(error)
  if (kind === 'internal') return !refusedCalls.has(code)
  return kind === 'timeout' || kind === 'broken-off' || kind === 'undecodable' || code === 'EFSIOException'
}

function refused(trouble: Trouble, error: unknown, call: FunctionCall): Acted {
  const message = notCalled(whyNotCalled(trouble, call, throttleOf(error)), call)
  return { kind: 'refused', code: trouble.code, message, requestId: requestIdOf(error), spreads: 'nowhere' }
}

function throttleOf(error: unknown): string | undefined {
  return error instanceof Error && 'Reason' in error && typeof error.Reason === 'string' ? error.Reason : undefined
}

/** In a rehearsal nothing can have run, whatever went wrong. */
function unknown(code: string, why: string, call: FunctionCall): Acted {
  const message = perhapsCalled(why, call)
  return call.isRehearsal
    ? { kind: 'refused', code, message, requestId: undefined, spreads: 'nowhere' }
    : { kind: 'unknown', code, message }
}
