import type { CallCounts, FunctionDetails } from '../../core/lambda/function.ts'
import { supportOf } from '../../core/lambda/runtimes.ts'
import { bold, type Text, text } from '../../core/text.ts'

/** What a person on call looks for first: why it cannot run, what is switched off, what fails. */
export function troublesOf(details: FunctionDetails, calls: CallCounts | undefined, now: number): Text[] {
  return [
    ...stateTroubles(details),
    ...callTroubles(calls),
    ...concurrencyTroubles(details),
    ...triggerTroubles(details),
    ...supportTroubles(details, now),
  ]
}

function stateTroubles({ state, lastUpdate }: FunctionDetails): Text[] {
  const isDown = state !== undefined && state.name !== 'Active'
  const why = isDown ? (state.reason ?? stateMeans[state.name]) : undefined
  return [
    ...(why === undefined ? [] : [text`${bold('Why:')} ${why}`]),
    ...(lastUpdate?.status === 'Failed'
      ? [text`${bold('Its last update failed;')} the code and settings before it still run. ${lastUpdate.reason ?? ''}`]
      : []),
    ...(lastUpdate?.status === 'InProgress'
      ? [text`${bold('An update is under way.')} ${lastUpdate.reason ?? ''}`]
      : []),
  ]
}

// Lambda Developer Guide, "Lambda function states".
const stateMeans: Readonly<Record<string, string>> = {
  Pending: 'AWS is still setting it up; calls wait or fail until it is active.',
  Inactive: 'It was not called for so long that AWS put it aside; the next call wakes it and fails.',
}

function callTroubles(calls: CallCounts | undefined): Text[] {
  if (calls === undefined) return []
  const { invocations, errors, throttles } = calls
  return [
    ...(errors > 0
      ? [text`${bold(`${grouped(errors)} of ${grouped(invocations)} calls failed`)} in the last day.`]
      : []),
    ...(throttles > 0
      ? [
          text`${bold(`${grouped(throttles)} ${throttles === 1 ? 'call was' : 'calls were'} throttled`)} in the last day.`,
        ]
      : []),
  ]
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}

function concurrencyTroubles({ reservedConcurrency, provisioned }: FunctionDetails): Text[] {
  const behind = provisioned.filter(({ ready, wanted }) => ready < wanted)
  return [
    ...(reservedConcurrency === 0
      ? [text`${bold('It is switched off:')} its reserved concurrency is 0, so that every call is throttled.`]
      : []),
    ...behind.map(
      ({ qualifier, ready, wanted }) =>
        text`${bold('Provisioned concurrency is not there yet:')} ${ready} of ${wanted} for ${qualifier}.`,
    ),
  ]
}

function triggerTroubles({ triggers, url }: FunctionDetails): Text[] {
  const off = triggers.filter(({ state }) => state !== undefined && /^disabl/i.test(state))
  const failing = triggers.filter(({ lastResult }) => lastResult !== undefined && /^problem|error/i.test(lastResult))
  return [
    ...off.map(
      ({ kind, name, state }) =>
        text`${bold(`${kind} ${name} is ${(state ?? '').toLowerCase()}:`)} nothing comes from it.`,
    ),
    ...failing.map(({ kind, name, lastResult }) => text`${bold(`${kind} ${name}:`)} ${lastResult ?? ''}`),
    ...(url?.isPublic === true ? [text`${bold('Anyone on the internet may call it')} by its function URL.`] : []),
  ]
}

function supportTroubles({ function: { runtime } }: FunctionDetails, now: number): Text[] {
  const support = supportOf(runtime, now)
  if (support === undefined || runtime === undefined) return []
  if (support.standing === 'past')
    return [text`${bold(`${runtime} is out of support`)} since ${support.endsOn}: AWS no longer mends it.`]
  return support.standing === 'near' ? [text`${bold(`${runtime} loses its support`)} on ${support.endsOn}.`] : []
}
