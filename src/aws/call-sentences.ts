import type { Call } from '../core/lambda/call.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { quote } from '../core/words.ts'
import { troublesOf } from './change-troubles.ts'
import { refusedCalls } from './refused-calls.ts'
import type { Trouble } from './trouble.ts'

/** The call of a function, as a sentence about its end has to name it. */
export type FunctionCall = {
  readonly target: Target
  readonly call: Call
  readonly account: Account
  /** The ARN of its change role. */
  readonly role: string
  readonly isRehearsal: boolean
}

/** It did not run, for this reason: a clause and what helps. */
export function notCalled(reason: string, call: FunctionCall): string {
  return `${leadOf(call)}: ${reason}`
}

/** The same, where the reason is whole sentences of its own. */
export function notBegun(reason: string, call: FunctionCall): string {
  return `${leadOf(call)}. ${reason}`
}

/** AWS said no, or was never reached; `throttle` is Lambda's reason where it takes no more calls. */
export function whyNotCalled(
  { kind, code, detail }: Trouble,
  call: FunctionCall,
  throttle: string | undefined,
): string {
  const known = refusedCalls.get(code)
  if (known !== undefined) return known(call, code)
  if (kind === 'throttled') return noRoom(throttle ?? code)
  const { account, role, target } = call
  const asked = { service: 'Lambda', action: 'lambda:InvokeFunction', account, role, region: target.place.region }
  return troublesOf(detail, asked)[kind]
}

/** The call may have run; a rehearsal never does. */
export function perhapsCalled(why: string, call: FunctionCall): string {
  const { target, isRehearsal } = call
  return isRehearsal
    ? `The call of ${called(call)} could not be rehearsed: ${why}. It did not run. Ask again in a minute.`
    : `It is not known whether ${called(call)} ran: ${why}. It may have run, and is not called again by itself. Look at its log with /lambda logs ${quote(target.name)} before you call it again.`
}

function leadOf(call: FunctionCall): string {
  return `${called(call)} ${call.isRehearsal ? 'cannot be' : 'was not'} called`
}

function called({ target: { name, place }, call: { qualifier } }: FunctionCall): string {
  return `${qualifier === undefined ? name : `${name}:${qualifier}`} in ${placeName(place)}`
}

// Lambda API reference, TooManyRequestsException, Reason.
const throttles: ReadonlyMap<string, string> = new Map([
  [
    'ReservedFunctionConcurrentInvocationLimitExceeded',
    'as many of it run as its reserved concurrency allows, which may be 0. If it stays so, its owner reserves more',
  ],
  [
    'ReservedFunctionInvocationRateLimitExceeded',
    'it is called as often as its reserved concurrency allows. If it stays so, its owner reserves more',
  ],
  [
    'ConcurrentInvocationLimitExceeded',
    "all of the account's concurrency in this Region is in use. If it stays so, an AWS administrator asks for more in Service Quotas",
  ],
  ['FunctionInvocationRateLimitExceeded', 'it is called more often than Lambda allows'],
  ['CallerRateLimitExceeded', 'the account asks Lambda more often than it allows'],
  ['ConcurrentSnapshotCreateLimitExceeded', 'Lambda makes as many snapshots for the account as it does at once'],
])

function noRoom(reason: string): string {
  const why = throttles.get(reason) ?? 'it takes no more calls at the moment'
  return `Lambda was throttling (${reason}): ${why}. It never ran, so it can be called again, best in a minute.`
}
