import { UserError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import type { Alias, FunctionDetails } from './function.ts'
import { latest } from './shift.ts'

/** An alias that can be changed: AWS refuses the change where it is not at this revision any more. */
export type KnownAlias = Alias & { readonly revision: string }

type Version = FunctionDetails['versions'][number]

/** The alias of that name, or the only one. Throws a UserError that names those that there are. */
export function getAlias(
  { function: { name }, aliases, unread }: FunctionDetails,
  wanted: string | undefined,
): KnownAlias {
  const names = aliases.map((alias) => alias.name)
  if (names.length === 0)
    throw none(
      `${name} has no alias.`,
      unread,
      'Windlass makes none: create one where it is deployed (SAM, CDK, Terraform …).',
    )
  if (wanted === undefined && names.length > 1)
    throw new UserError('WhichAlias', `${name} has ${names.length} aliases.`, {
      hint: `Say which with --alias: ${listed(names)}.`,
    })
  const alias = wanted === undefined ? aliases[0] : aliases.find((each) => each.name === wanted)
  if (alias === undefined)
    throw new UserError('NoAlias', `${name} has no alias "${wanted}".`, { hint: thereAre(wanted, names) })
  const { revision } = alias
  if (revision === undefined) throw new UserError('NoAlias', `AWS did not say at which revision ${alias.name} is.`)
  return { ...alias, revision }
}

/** The published version, or the newest code. Throws a UserError that names those that there are. */
export function getVersion(
  { function: { name }, versions, unread }: FunctionDetails,
  wanted: string | undefined,
): Version {
  const known = versions.map(({ version }) => version).filter((version) => version !== latest)
  if (wanted === undefined)
    throw new UserError('WhichVersion', 'To which version?', { hint: `Say it with --version: ${listed(known)}.` })
  const found = versions.find(({ version }) => version === wanted)
  if (found !== undefined) return found
  if (wanted === latest) return { version: latest, at: undefined, description: undefined }
  if (known.length === 0) throw none(`${name} has no published version.`, unread, '/lambda publish makes one.')
  throw new UserError('NoVersion', `${name} has no version ${wanted}.`, { hint: thereAre(wanted, known) })
}

/** Not there, or not to be seen. */
function none(message: string, unread: readonly string[], otherwise: string): UserError {
  return unread.length === 0
    ? new UserError('NotFound', message, { hint: otherwise })
    : new UserError('Unread', `It could not be read what there is. ${unread.join(' ')}`)
}

function thereAre(wanted: string | undefined, names: readonly string[]): string {
  const [near] = wanted === undefined ? [] : nearest(wanted, names, 1)
  return `${near === undefined ? '' : `Did you mean ${near}? `}There ${names.length === 1 ? 'is only' : 'are'} ${listed(names)}.`
}

const mostNames = 10

function listed(names: readonly string[]): string {
  const more = names.length - mostNames
  return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ')
}
