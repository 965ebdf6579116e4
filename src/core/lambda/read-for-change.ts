import type { PlanPorts } from '../command.ts'
import { UserError } from '../errors.ts'
import { placeName } from '../place.ts'
import type { Target } from '../plan.ts'
import { type Text, text } from '../text.ts'
import type { FunctionDetails, LambdaFunction } from './function.ts'

export type ReadForChange = { readonly target: Target; readonly details: FunctionDetails }

/** The function as it is now, what is around it, and the target that it is: tags say what may be done, so they have to be known. */
export async function readForChange(found: LambdaFunction, ports: PlanPorts): Promise<ReadForChange> {
  const [{ function: read, tags }, details] = await Promise.all([
    ports.lambda.readFunction(found),
    ports.lambda.describeFunction(found),
  ])
  return { target: ports.functionTarget(read, tags), details }
}

/** Of the newest code: what is changed only where nobody changed it meanwhile needs it. */
export function revisionOf({ function: { name, place }, revision }: FunctionDetails): string {
  if (revision !== undefined) return revision
  const message = `AWS did not say at which revision ${name} in ${placeName(place)} is.`
  throw new UserError('Unread', message, {
    hint: 'Without it a change could overwrite that of somebody else. Try it again in a while.',
  })
}

// So many are named; of the others their number.
const mostNamed = 6

/** What a change of the newest code does not reach: published versions, and with them the aliases that point to them. */
export function keepTheirOwn({ aliases, versions }: FunctionDetails): Text[] {
  const apart = aliases.filter(({ version }) => version !== '$LATEST')
  const pointedAt = new Set(apart.map(({ version }) => version))
  const names = [
    ...apart.map(({ name, version }) => `${name} (version ${version})`),
    ...versions.flatMap(({ version }) => (pointedAt.has(version) ? [] : [`version ${version}`])),
  ]
  if (names.length === 0) return []
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : ''
  const keep = names.length === 1 ? 'keeps its own' : 'keep their own'
  return [text`Only the newest code is changed: ${names.slice(0, mostNamed).join(', ')}${more} ${keep}.`]
}
