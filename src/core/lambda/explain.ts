import { accessDenied, throttledInside } from './explain/access.ts'
import {
  absentValue,
  entrypoint,
  exited,
  handlerNotFound,
  initialised,
  moduleNotFound,
  noJson,
  syntaxError,
  wrongBinary,
} from './explain/code.ts'
import { foreignPart, libraryNotFound, nameNotFound, numpyUnloaded } from './explain/imports.ts'
import { javaMemory, javaTooOld } from './explain/java.ts'
import { answerTooLong, memory, noWayOut, timeout } from './explain/limits.ts'
import { nameUnresolved } from './explain/name-unresolved.ts'
import { credentialsUnknown, loginRefused, unauthorised } from './explain/not-let-in.ts'
import { notThere } from './explain/not-there.ts'
import { privateAddress } from './explain/private-address.ts'
import { files, image, key, network, snapshot, state, throttled, tooLong } from './explain/refusals.ts'
import type { Explanation, FailureFacts, Rule } from './explain/rule.ts'
import { certificateExpired, credentialsExpired } from './explain/run-out.ts'
import { standing } from './explain/standing.ts'
import { noBootstrap, notAProgram } from './explain/started-with.ts'
import { keyOff, loopStopped } from './explain/stopped-inside.ts'
import { connectionRefused, noAnswer } from './explain/unanswered.ts'
import { connectionsUsedUp, diskFull, filesUsedUp } from './explain/used-up.ts'

// The exact before the general: a function that waited for a connection has also timed out, and where no more files
// may be open, no connection can be either.
const inside: readonly Rule[] = [
  filesUsedUp,
  nameUnresolved,
  privateAddress,
  noWayOut,
  timeout,
  connectionRefused,
  noAnswer,
  javaMemory,
  memory,
  answerTooLong,
  wrongBinary,
  javaTooOld,
  libraryNotFound,
  handlerNotFound,
  foreignPart,
  numpyUnloaded,
  nameNotFound,
  moduleNotFound,
  syntaxError,
  accessDenied,
  throttledInside,
  credentialsExpired,
  credentialsUnknown,
  certificateExpired,
  loginRefused,
  unauthorised,
  notThere,
  keyOff,
  loopStopped,
  diskFull,
  connectionsUsedUp,
  noBootstrap,
  notAProgram,
  entrypoint,
  exited,
  noJson,
  absentValue,
  initialised,
]

const outside: readonly Rule[] = [
  throttled,
  network,
  key,
  files,
  snapshot,
  image,
  tooLong,
  entrypoint,
  initialised,
  state,
]

const states: readonly Rule[] = [standing, network, key, files, snapshot, image, entrypoint, initialised]

/** Of a call that ran and failed, or of which the code did not load. */
export function explain(facts: FailureFacts): Explanation | undefined {
  return firstOf(inside, facts)
}

/** Of a call that Lambda did not let run, by its code. */
export function explainRefusal(facts: FailureFacts): Explanation | undefined {
  return firstOf(outside, facts)
}

/** Of a function that is not as it should be, by AWS's reason code of that, or by its state. */
export function explainState(code: string | undefined): Explanation | undefined {
  return firstOf(states, { code, message: '' })
}

// Longer, it is somebody's output and no message any more.
const mostRead = 10_000

function firstOf(rules: readonly Rule[], facts: FailureFacts): Explanation | undefined {
  const read = { ...facts, message: facts.message.slice(0, mostRead) }
  for (const rule of rules) {
    const explanation = rule(read)
    if (explanation !== undefined) return explanation
  }
  return undefined
}
