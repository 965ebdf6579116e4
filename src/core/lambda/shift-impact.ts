import { type Text, text } from '../text.ts'
import type { FunctionDetails, Provisioned, Trigger } from './function.ts'
import { isSplit, latest, type Routing } from './shift.ts'

/** What a careful person would want to know before an alias sends its calls there. */
export function shiftImpact(details: FunctionDetails, alias: string, to: Routing): Text[] {
  return [...callers(details.triggers, alias), ...prepared(details.provisioned ?? [], alias, to), ...split(to)]
}

/** When a version was published, and as what. */
export function versionLine({ version, at, description = '' }: FunctionDetails['versions'][number]): Text[] {
  if (version === latest)
    return [[`${latest} is whatever was deployed last: every deployment then reaches these calls.`]]
  if (at === undefined && description === '') return []
  const when = at === undefined ? 'is' : text`was published ${{ time: at }}`
  return [text`Version ${version} ${when}${description === '' ? '.' : `: ${description}`}`]
}

function callers(triggers: readonly Trigger[], alias: string): Text[] {
  const [through, past] = [triggers.filter(isThrough(alias)), triggers.filter((each) => !isThrough(alias)(each))]
  const calls = through.length === 1 ? 'calls' : 'call'
  const does = past.length === 1 ? 'does' : 'do'
  return [
    through.length === 0
      ? [`Nothing that Windlass can see calls through ${alias}: who names it when calling is not known here.`]
      : [`${named(through)} ${calls} through ${alias}.`],
    ...(past.length === 0 ? [] : [[`${named(past)} ${does} not call through ${alias}: nothing changes there.`]]),
  ]
}

function isThrough(alias: string): (trigger: Trigger) => boolean {
  return ({ qualifier }) => qualifier === alias
}

const mostNamed = 5

function named(triggers: readonly Trigger[]): string {
  const names = [...new Set(triggers.map(({ kind, name }) => `${kind} ${name}`))]
  const more = names.length - mostNamed
  const shown = names.slice(0, more > 0 ? mostNamed : -1)
  return shown.length === 0 ? names.join('') : `${shown.join(', ')} and ${more > 0 ? `${more} more` : names.at(-1)}`
}

function prepared(provisioned: readonly Provisioned[], alias: string, to: Routing): Text[] {
  return provisioned
    .filter(({ qualifier }) => qualifier === alias)
    .map(({ wanted }) => {
      const kept = `${alias} keeps ${wanted} ${wanted === 1 ? 'environment' : 'environments'} ready (provisioned concurrency)`
      // PutProvisionedConcurrencyConfig says "Alias with weights can not be used with Provisioned Concurrency".
      return [
        isSplit(to)
          ? `${kept}: Lambda may refuse to split its calls, and then nothing changes.`
          : `${kept}: Lambda prepares them for ${to.version} anew.`,
      ]
    })
}

/** Lambda Developer Guide, "Implement Lambda canary deployments using a weighted alias". */
function split(to: Routing): Text[] {
  if (!isSplit(to)) return []
  return [
    ['Lambda picks the version call by call: with few calls the real share can differ.'],
    ['Lambda refuses it where the two versions have different execution roles or dead letter queues.'],
  ]
}
