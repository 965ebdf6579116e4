import type { Acted } from '../core/acted.ts'
import { UserError } from '../core/errors.ts'
import { versionState } from '../core/lambda/look-at-function.ts'
import type { Attempts } from './attempts.ts'
import { NotRead } from './change-environment.ts'
import { mayHaveRun, requestIdOf } from './change-outcome.ts'
import { whyUnknown } from './change-sentences.ts'
import { actionOf } from './function-actions.ts'
import { type ChangingFunction, notChanged, perhapsChanged, whyNotChanged } from './function-change-sentences.ts'
import type { Answer } from './send-change.ts'
import { type Trouble, troubleOf } from './trouble.ts'

/** What Lambda's answer to a change means. A page that came instead has no id of a request. */
export function changedAs(answer: Answer, asked: ChangingFunction): Acted {
  const requestId = requestIdOf(answer)
  const state =
    asked.change.kind === 'publish' && answer.Version !== undefined ? versionState(answer.Version) : undefined
  if (requestId !== undefined) return { kind: 'accepted', requestId, ...(state === undefined ? {} : { state }) }
  return unknown({ kind: 'undecodable', code: 'Undecodable', detail: 'without the id of a request' }, asked)
}

/** What is known once the last attempt at a change has failed. */
export function unchangedAs(error: unknown, asked: ChangingFunction, attempts: Pick<Attempts, 'pausedAfter'>): Acted {
  if (error instanceof UserError) return refused(error.code, notChanged(error.message, asked), undefined)
  // The time was up in a pause: then not the end of the time but what came before it says what happened.
  const last = attempts.pausedAfter() ?? error
  const isRead = last instanceof NotRead
  const cause = isRead ? last.cause : last
  const trouble = troubleOf(cause)
  if (trouble === undefined) return isRead ? refused('Fault', notChanged(`${fault}.`, asked), undefined) : ofOwn(asked)
  if (!isRead && mayHaveRun(cause, trouble)) return unknown(trouble, asked)
  const action = isRead ? 'lambda:GetFunctionConfiguration' : actionOf(asked.change)
  return refused(trouble.code, notChanged(whyNotChanged(trouble, asked, action), asked), requestIdOf(cause))
}

const fault = 'Windlass had a fault of its own, which is in its log'

function ofOwn(asked: ChangingFunction): Acted {
  return { kind: 'unknown', code: 'Fault', message: perhapsChanged(fault, asked) }
}

function unknown(trouble: Trouble, asked: ChangingFunction): Acted {
  return { kind: 'unknown', code: trouble.code, message: perhapsChanged(whyUnknown(trouble, 'Lambda'), asked) }
}

function refused(code: string, message: string, requestId: string | undefined): Acted {
  return { kind: 'refused', code, message, requestId, spreads: 'nowhere' }
}
