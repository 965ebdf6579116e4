import { UserError } from '../core/errors.ts'
import { explainAction } from '../core/explained-codes.ts'
import type { Log } from '../core/log.ts'
import type { Problem } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'

/**
 * What a person is told of an error. A UserError was written for them; anything else is a fault of Windlass's own, of
 * which they get a reference that the log has too.
 */
export function explainFailure(error: unknown, { log, reference }: { log: Log; reference: string }): Problem {
  if (error instanceof UserError) {
    log.info({ reference, code: error.code, error }, 'a request ended with a user error')
    const hint = error.hint === undefined ? {} : { hint: text`${error.hint}` }
    return { code: error.code, message: text`${bold(error.message)}`, ...hint, actions: explainAction([error.code]) }
  }
  log.error({ reference, error }, 'a request failed')
  return {
    code: 'Fault',
    message: text`${bold('Windlass could not answer this')} because of a fault of its own. Nothing changed at AWS.`,
    hint: text`Who runs Windlass finds it in the log by the reference ${code(reference)}.`,
    actions: [],
  }
}
