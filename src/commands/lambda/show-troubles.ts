import { explainBatch } from '../../core/lambda/explain/batches.ts'
import type { Explanation } from '../../core/lambda/explain/rule.ts'
import { explainState } from '../../core/lambda/explain.ts'
import type { CallCounts, FunctionDetails } from '../../core/lambda/function.ts'
import { supportOf } from '../../core/lambda/runtimes.ts'
import { failingTriggers, isOff } from '../../core/lambda/trigger-state.ts'
import { bold, code, type Text, text } from '../../core/text.ts'

/** What a person on call looks for first: why it cannot run, what is switched off, what fails. */
export function troublesOf(details: FunctionDetails, calls: CallCounts | undefined, now: number): Text[] {
  return [
    ...stateTroubles(details),
    ...callTroubles(details, calls),
    ...concurrencyTroubles(details),
    ...triggerTroubles(details),
    ...supportTroubles(details, now),
  ]
}

function stateTroubles(details: FunctionDetails): Text[] {
  const { state, lastUpdate } = details
  const isDown = state !== undefined && state.name !== 'Active'
  const why = isDown ? explainedBy(state.reason, explainState(state.code ?? state.name)) : undefined
  return [
    ...(why === undefined ? [] : [text`${bold('Why:')} ${why}`]),
    ...updateTroubles(details),
    ...(lastUpdate?.status === 'InProgress'
      ? [text`${bold('An update is under way.')} ${lastUpdate.reason ?? ''}`]
      : []),
  ]
}

function updateTroubles({ state, lastUpdate }: FunctionDetails): Text[] {
  if (lastUpdate?.status !== 'Failed') return []
  const { reason, code: why } = lastUpdate
  const explained = explainedBy(reason, explainState(why)) ?? ''
  if (state?.name !== 'Failed')
    return [text`${bold('Its last update failed;')} the code and settings before it still run. ${explained}`]
  // Nothing of it runs: what its state says is not said a second time.
  const isOfItsOwn = (reason !== undefined || why !== undefined) && reason !== state.reason
  return isOfItsOwn ? [text`${bold('Its last update failed.')} ${explained}`] : []
}

/** What AWS says itself, then what that means and what helps; nothing where nothing is known. */
function explainedBy(said: string | undefined, explanation: Explanation | undefined): Text | undefined {
  const sentence = said === undefined || /[.!?]$/.test(said) ? said : `${said}.`
  if (explanation === undefined) return sentence === undefined ? undefined : [sentence]
  const { cause, next } = explanation
  return text`${sentence === undefined ? cause : `${sentence} ${cause}`} ${bold('What helps:')} ${next}`
}

function callTroubles(details: FunctionDetails, calls: CallCounts | undefined): Text[] {
  if (calls === undefined) return []
  const { invocations, errors, throttles } = calls
  return [
    ...(errors > 0
      ? [text`${bold(`${grouped(errors)} of ${grouped(invocations)} calls failed`)} in the last day.`]
      : []),
    ...(throttles > 0
      ? [
          text`${bold(`${grouped(throttles)} ${throttles === 1 ? 'call was' : 'calls were'} throttled`)} in the last day${whyThrottled(details)}`,
        ]
      : []),
  ]
}

/** Lambda Developer Guide, "Understanding Lambda function scaling". */
function whyThrottled({ function: { name }, reservedConcurrency }: FunctionDetails): Text {
  // Said in a line of its own.
  if (reservedConcurrency === 0) return ['.']
  const more = code(`/lambda concurrency ${name} --reserved N`)
  if (reservedConcurrency === undefined)
    return text`: nothing is reserved for it, and the account had no room for more at once. ${more} keeps room for it; else an AWS administrator raises the account’s quota.`
  const are = reservedConcurrency === 1 ? 'is' : 'are'
  return text`: ${grouped(reservedConcurrency)} ${are} reserved for it. ${more} lets more run at once.`
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}

function concurrencyTroubles({ reservedConcurrency, provisioned = [] }: FunctionDetails): Text[] {
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
  return [
    ...triggers
      .filter(isOff)
      .map(
        ({ kind, name, state }) =>
          text`${bold(`${kind} ${name} is ${(state ?? '').toLowerCase()}:`)} nothing comes from it.`,
      ),
    ...failingTriggers(triggers).map(
      ({ kind, name, lastResult }) =>
        text`${bold(`${kind} ${name}:`)} ${explainedBy(lastResult, explainBatch(kind, lastResult)) ?? ''}`,
    ),
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
