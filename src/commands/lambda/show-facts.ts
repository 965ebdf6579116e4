import { age } from '../../core/age.ts'
import type { Alias, CallCounts, FunctionDetails, Trigger } from '../../core/lambda/function.ts'
import { runtimeName } from '../../core/lambda/runtime-words.ts'
import { supportOf } from '../../core/lambda/runtimes.ts'
import { limitOf, megabytes, packageSize } from '../../core/lambda/sizes.ts'
import { markedFunctionState } from '../../core/lambda/state.ts'
import type { Fact } from '../../core/view.ts'

/** In the order in which a person on call asks: is it well, what calls it, which code runs, with what, whose is it. */
export function factsOf(details: FunctionDetails, calls: CallCounts | undefined, now: number): Fact[] {
  return [
    ...healthFacts(details, calls, now),
    ...triggerFacts(details),
    ...codeFacts(details, now),
    ...settingFacts(details, now),
    ...surroundingFacts(details),
    ...tagFacts(details),
  ].flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

type Known = readonly [label: string, value: string | undefined]

function healthFacts(
  { function: shown, state, lastUpdate }: FunctionDetails,
  calls: CallCounts | undefined,
  now: number,
): Known[] {
  return [
    ['Function', shown.arn],
    ['About', shown.description],
    ['State', state === undefined ? undefined : markedFunctionState(state.name)],
    ['Last update', lastUpdate === undefined ? undefined : updateStatus(lastUpdate.status)],
    [
      'Changed',
      shown.modifiedAt === undefined ? undefined : `${dateTime(shown.modifiedAt)}, ${age(now - shown.modifiedAt)} ago`,
    ],
    ['Calls in the last day', calls === undefined ? undefined : callsIn(calls)],
  ]
}

function updateStatus(status: string): string {
  return status === 'InProgress' ? '◐ in progress' : status === 'Failed' ? '✕ failed' : `✓ ${status.toLowerCase()}`
}

function callsIn({ invocations, errors, throttles }: CallCounts): string {
  if (invocations + throttles === 0) return 'none'
  const [all, failed, throttled] = [invocations, errors, throttles].map((count) => count.toLocaleString('en'))
  return `${all}, ${failed} failed, ${throttled} throttled`
}

function dateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function triggerFacts({ triggers, url }: FunctionDetails): Known[] {
  return [
    ...triggers.map((trigger): Known => [`Called by ${trigger.kind}`, triggerText(trigger)]),
    [
      'Function URL',
      url === undefined ? undefined : `${url.url} (${url.isPublic ? 'open to anyone' : 'signed calls only'})`,
    ],
  ]
}

function triggerText({ name, state, qualifier, lastResult }: Trigger): string {
  return [
    name,
    ...(qualifier === undefined ? [] : [`calls ${qualifier}`]),
    ...(state === undefined ? [] : [state.toLowerCase()]),
    ...(lastResult === undefined ? [] : [`last batch: ${lastResult}`]),
  ].join(', ')
}

const versionsShown = 5

function codeFacts({ aliases, versions, codeBytes, ...details }: FunctionDetails, now: number): Known[] {
  const newest = versions.slice(0, versionsShown)
  const more = versions.length > newest.length ? `, and ${versions.length - newest.length} more` : ''
  const listed = newest.map(({ version, at, description = '' }) =>
    [version, ...(at === undefined ? [] : [`${age(now - at)} old`]), description]
      .filter((part) => part !== '')
      .join(' · '),
  )
  return [
    ...aliases.map((alias): Known => [`Alias ${alias.name}`, aliasText(alias)]),
    ['Versions', listed.length === 0 ? 'none published' : `${listed.join('; ')}${more}`],
    ['Reserved concurrency', details.reservedConcurrency?.toLocaleString('en')],
    ...(details.provisioned ?? []).map(
      ({ qualifier, ready, wanted }): Known => ['Provisioned concurrency', `${qualifier}: ${ready} of ${wanted} ready`],
    ),
    ['Code', codeBytes === undefined || codeBytes === 0 ? undefined : packageSize(codeBytes)],
    ['Handler', details.handler],
  ]
}

/** `version 42, 10 % to 43`. */
function aliasText({ version, weights }: Alias): string {
  const others = Object.entries(weights).map(
    ([other, share]) => `${Number((share * 100).toFixed(1))} % to version ${other}`,
  )
  return [`version ${version}`, ...others].join(', ')
}

function settingFacts({ function: shown, ...details }: FunctionDetails, now: number): Known[] {
  const support = supportOf(shown.runtime, now)
  const until =
    support === undefined
      ? ''
      : support.standing === 'past'
        ? `, support ended ${support.endsOn}`
        : `, supported until ${support.endsOn}`
  return [
    ['Runtime', `${runtimeName(shown)}${until}`],
    ['Architecture', shown.architecture],
    ['Memory', megabytes(shown.memoryMb)],
    ['Timeout', limitOf(shown.timeoutSeconds)],
    ['Disk', details.ephemeralMb === undefined ? undefined : megabytes(details.ephemeralMb)],
    ['SnapStart', details.isSnapStartOn ? 'on' : undefined],
  ]
}

function surroundingFacts({ role, vpc, layers, environmentNames, deadLetters, tracing }: FunctionDetails): Known[] {
  return [
    ['Role', role],
    ['VPC', vpc === undefined ? undefined : `${vpc.id}, ${vpc.subnets} ${vpc.subnets === 1 ? 'subnet' : 'subnets'}`],
    ['Layers', layers.join(', ')],
    ['Environment, names only', environmentNames.join(', ')],
    ['Dead letters to', deadLetters],
    // Without it a function only passes on what its caller traces (Lambda API, TracingConfig).
    ['Tracing', tracing === 'Active' ? 'on' : undefined],
  ]
}

/** AWS's own tags come last. */
function tagFacts({ tags }: FunctionDetails): Known[] {
  return [...tags.keys()]
    .toSorted((one, other) => Number(isAwsTag(one)) - Number(isAwsTag(other)) || one.localeCompare(other, 'en'))
    .map((key) => [`Tag ${key}`, tags.get(key)])
}

function isAwsTag(key: string): boolean {
  return key.startsWith('aws:')
}
