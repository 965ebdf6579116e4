import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda'
import { action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { numbersOf } from '../id.ts'
import { inForce, stateOf } from './configuration-at.ts'
import { conflict, type Found, findAlias, findFunction, findVersion, qualifiedFunction } from './find-function.ts'
import type { Invocation } from './lambdas.ts'
import { versionFor } from './past-runs.ts'
import { failureIn, failurePayload, linesOf, type Reported } from './report.ts'

/** Lambda Developer Guide, "Lambda quotas": invocation payload, synchronous and (since October 2025) asynchronous. */
const mostSyncBytes = 6_291_456
const mostAsyncBytes = 1_048_576
const mostAnswerBytes = 6_291_556
/** Lambda API Reference, Invoke: "the last 4 KB of the execution log". */
const tailBytes = 4096
const million = 1_000_000

export const invoke = action({
  name: 'Invoke',
  iamName: 'InvokeFunction',
  resources: qualifiedFunction,
  async run(input: InvocationRequest, call): Promise<InvocationResponse> {
    const { InvocationType: type = 'RequestResponse' } = input
    const found = findFunction(input, call)
    const payload = Buffer.from(input.Payload ?? '')
    checkSize(payload, type === 'Event' ? mostAsyncBytes : mostSyncBytes)
    const event = checkedEvent(payload)
    const invocation = invocationOf(found, event, call)
    checkState(found, call)
    if (type === 'DryRun') return { StatusCode: 204 }
    if (type === 'Event') {
      runLater(invocation, call, 0)
      return { StatusCode: 202 }
    }
    const running = call.lambdas.invoke(invocation)
    if (running === undefined) throw throttled()
    return responseOf(await running, input)
  },
})

function checkSize({ length }: Buffer, most: number): void {
  if (length <= most) return
  const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation`
  throw new AwsError('RequestTooLargeException', message, { status: 413, members: { Type: 'User' } })
}

function checkedEvent(payload: Buffer): string {
  if (payload.length === 0) return '{}'
  const text = payload.toString()
  try {
    JSON.parse(text)
    return text
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${why}`, {
      members: { Type: 'User' },
    })
  }
}

function invocationOf(found: Found, event: string, call: Call): Invocation {
  const { simulated, qualifier } = found
  findVersion(found)
  const alias = findAlias(simulated, qualifier)?.Name
  const [chance = 0] = numbersOf(`route/${call.requestId}`, [million])
  const version = alias === undefined ? findVersion(found) : versionFor(simulated, alias, chance / million)
  const isProvisioned = simulated.provisioned.some(
    (one) => one.readyAt <= call.now && (one.qualifier === qualifier || one.qualifier === version.name),
  )
  return {
    simulated,
    version: inForce(version, call),
    qualifier,
    alias,
    requestId: call.requestId,
    event,
    isProvisioned,
  }
}

function checkState(found: Found, { now, world }: Call): void {
  const { simulated } = found
  const version = findVersion(found)
  const state = stateOf(version, now)
  if (state === 'Active') return
  if (state !== 'Inactive')
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
    )
  // "The invocation fails and Lambda sets the function to pending state until the function resources are recreated."
  const { State: _inactive, StateReason: _reason, StateReasonCode: _code, ...configuration } = version.configuration
  simulated.latest = { ...simulated.latest, configuration, activeAt: now + world.pace.provisioningMs }
  throw new AwsError(
    'ResourceNotReadyException',
    'The function is inactive and its VPC connection is no longer available. Wait for the VPC connection to reestablish and try again.',
    { status: 502, members: { Type: 'User' } },
  )
}

const throttled = (): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Type: 'User', Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  })

/** Lambda waits a minute before it tries again, and two before the last time. */
const retryMs = 60_000

function runLater(invocation: Invocation, call: Call, tries: number): void {
  const again = (): void =>
    call.agenda.at(call.now + retryMs * (tries + 1), (time) => runLater(invocation, { ...call, now: time }, tries + 1))
  const running = call.lambdas.invoke(invocation)
  if (running === undefined) return again()
  running
    .then((reported) => {
      if (failureIn(reported) !== undefined && tries < invocation.simulated.retries) again()
    })
    // The simulation ends, and nobody waits for this one.
    .catch(() => undefined)
}

function responseOf(reported: Reported, { LogType }: InvocationRequest): InvocationResponse {
  const failure = failureIn(reported)
  const { end } = reported.ended
  const payload =
    failure === undefined
      ? end.kind === 'result'
        ? end.json
        : 'null'
      : JSON.stringify(failurePayload(failure, reported))
  const isTooLarge = Buffer.byteLength(payload) > mostAnswerBytes
  return {
    StatusCode: 200,
    ExecutedVersion: reported.version,
    ...(failure === undefined && !isTooLarge ? {} : { FunctionError: 'Unhandled' }),
    ...(LogType === 'Tail' ? { LogResult: tailOf(reported) } : {}),
    Payload: Buffer.from(isTooLarge ? tooLarge() : payload),
  }
}

const tooLarge = (): string =>
  JSON.stringify({
    errorMessage: `Response payload size exceeded maximum allowed payload size (${mostAnswerBytes} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  })

function tailOf(reported: Reported): string {
  const text = linesOf(reported)
    .map(({ message }) => message)
    .filter((message) => !message.startsWith('INIT_START'))
    .join('')
  return Buffer.from(text).subarray(-tailBytes).toString('base64')
}
