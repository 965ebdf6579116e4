import { known } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { type Text, text } from '../../text.ts'
import type { Alias } from '../function.ts'
import type { FunctionFacts } from './facts.ts'
import { minuteMs, percent } from './readings.ts'
import { settingsIn } from './settings.ts'

/** Something that changes what a call runs. */
export type Deploy = {
  readonly at: number
  /** `ada deployed new code`, as far as it is known. */
  readonly says: Text
  readonly source: 'cloudtrail' | 'lambda'
  /** The alias that it sent elsewhere. */
  readonly alias: Alias | undefined
  readonly isOfAlias: boolean
}

const kinds: Readonly<Record<string, string>> = {
  UpdateFunctionCode: 'deployed new code',
  UpdateFunctionConfiguration: 'changed its configuration',
  UpdateAlias: 'sent an alias to another version',
}

/** Newest first: of the trail, and its last change where the trail does not have it. */
export function deploysOf(facts: FunctionFacts): readonly Deploy[] {
  const all = allDeploysOf(facts)
  return runsOnlyPublished(facts.details) ? all.filter(({ isOfAlias }) => isOfAlias) : all
}

/** Whether all that calls it names a published version: what is deployed, and not published, is not what runs. */
function runsOnlyPublished({ triggers, url, aliases }: FunctionFacts['details']): boolean {
  const isPublished = (qualifier = ''): boolean =>
    /^\d+$/.test(aliases.find(({ name }) => name === qualifier)?.version ?? qualifier)
  return url === undefined && triggers.length > 0 && triggers.every(({ qualifier }) => isPublished(qualifier))
}

function allDeploysOf({ trail, details: { function: shown, aliases } }: FunctionFacts): readonly Deploy[] {
  const told = (known(trail) ?? []).flatMap(({ at, name, doer, error, asked }): Deploy[] => {
    const did = kinds[name]
    if (did === undefined || error !== undefined) return []
    const alias = name === 'UpdateAlias' ? aliases.find((each) => isNamedIn(asked, each.name)) : undefined
    const to =
      alias === undefined
        ? `${did}${name === 'UpdateFunctionConfiguration' ? settingsIn(asked) : ''}`
        : sentTo(alias, asked)
    return [{ at, says: text`${doerSpan(doer)} ${to}`, source: 'cloudtrail', alias, isOfAlias: name === 'UpdateAlias' }]
  })
  const { modifiedAt } = shown
  if (modifiedAt === undefined || told.some(({ at }) => Math.abs(at - modifiedAt) < 2 * minuteMs)) return told
  const last: Deploy = {
    at: modifiedAt,
    says: ['its code or configuration was changed'],
    source: 'lambda',
    alias: undefined,
    isOfAlias: false,
  }
  return [...told, last].toSorted((one, other) => other.at - one.at)
}

/** The parameters are JSON: UpdateAlias names the alias in `name`. */
function isNamedIn(asked: string | undefined, name: string): boolean {
  return asked !== undefined && asked.replaceAll(/\s/g, '').includes(`"name":${JSON.stringify(name)}`)
}

/** The share, where only some of its calls were sent there. */
function sentTo({ name, version }: Alias, asked = ''): string {
  const [, other, share] = /"additionalVersionWeights"\s*:\s*\{\s*"(\d+)"\s*:\s*([\d.]+)/i.exec(asked) ?? []
  if (other === undefined) return `sent its alias ${name} to version ${versionIn(asked) ?? version}`
  return `sent ${percent(Number(share), 1)} of the calls of its alias ${name} to version ${other}`
}

function versionIn(asked = ''): string | undefined {
  return /"functionVersion"\s*:\s*"(\d+)"/.exec(asked)?.[1]
}
