import type { Seen } from '../acted.ts'
import type { LookPorts, PlannedStep } from '../command.ts'
import { UserError } from '../errors.ts'
import type { Alias, FunctionDetails, LambdaFunction } from './function.ts'
import type { VersionCounts } from './functions.ts'
import { lookAtFunctions } from './look-at-function.ts'
import { changeOf } from './plan-function.ts'
import { isSameRouting, isSplit, type Routing, routingWords } from './shift.ts'

/** Where the alias of each step sends its calls now; of a split, what became of them until its watch is over. */
export function lookAtAliases(steps: readonly PlannedStep[], ports: LookPorts): Promise<ReadonlyMap<string, Seen>> {
  return lookAtFunctions(steps, (found, planned) => judge(planned, found, ports))
}

async function judge(planned: PlannedStep, found: LambdaFunction, ports: LookPorts): Promise<Seen> {
  const wanted = pointOf(planned)
  const details = await ports.lambda.describeFunction(found)
  const { aliases, unread } = details
  const alias = aliases.find(({ name }) => name === wanted.alias)
  if (alias === undefined)
    return aliases.length === 0 && unread.length > 0
      ? { kind: 'unseen', why: unread.join(' ') }
      : { kind: 'astray', state: 'gone', why: `${wanted.alias} is not there any more.` }
  const state = `sending ${routingWords(alias)}`
  if (isSameRouting(alias, wanted))
    return isSplit(wanted) ? watched({ planned, found, state }, ports) : { kind: 'there', state }
  if (alias.revision === wanted.revision) return { kind: 'untouched', state }
  if (isCanaryOver(alias, wanted)) return { kind: 'there', state: `all calls go to ${alias.version}` }
  const prepared = isBeingPrepared(alias, wanted.version, details)
  if (prepared === undefined) return { kind: 'unseen', why: unread.join(' ') }
  if (prepared) return { kind: 'moving', state }
  const how = isRolledBack(alias, wanted) ? 'rolled back' : 'moved since'
  return { kind: 'astray', state, why: `it was ${how}: ${alias.name} sends ${routingWords(alias)} now.` }
}

function pointOf({ step }: PlannedStep) {
  const change = changeOf(step)
  if (change.kind !== 'point') throw new Error('a step that moves no alias')
  return change
}

/** What was to get a share of the calls has got them all. */
function isCanaryOver(now: Routing, wanted: Routing): boolean {
  return !isSplit(now) && Object.hasOwn(wanted.weights, now.version)
}

function isRolledBack(now: Routing, wanted: Routing): boolean {
  return isSplit(wanted) && !isSplit(now) && now.version === wanted.version
}

/**
 * An alias with provisioned concurrency is moved by Lambda itself, with weights, while the new version is prepared
 * (github.com/hashicorp/terraform/issues/24957). Nothing where it could not be read whether it is.
 */
function isBeingPrepared(
  { name, version }: Alias,
  wanted: string,
  { provisioned }: FunctionDetails,
): boolean | undefined {
  if (version !== wanted) return false
  return provisioned?.some(({ qualifier, status }) => qualifier === name && status === 'IN_PROGRESS')
}

type Watched = { readonly planned: PlannedStep; readonly found: LambdaFunction; readonly state: string }

async function watched({ planned, found, state }: Watched, ports: LookPorts): Promise<Seen> {
  const { step, acceptedAt = ports.now } = planned
  const watch = step.input['watchMs']
  const isOver = ports.now >= acceptedAt + (typeof watch === 'number' ? watch : 0)
  const kind = isOver ? 'there' : 'moving'
  const compared = await compare({ planned, found, from: acceptedAt }, ports)
  return typeof compared === 'string'
    ? { kind, state: `${state} (what became of them could not be read: ${compared.replace(/\.$/, '')})` }
    : { kind, state, compared }
}

/** The old one first; or why they could not be read, which is no reason to end the watch. */
async function compare(
  { planned, found, from }: Omit<Watched, 'state'> & { readonly from: number },
  { lambda, now }: LookPorts,
): Promise<readonly VersionCounts[] | string> {
  const { alias, version, weights } = pointOf(planned)
  if (now <= from) return []
  try {
    return await lambda.compareVersions({
      function: found,
      alias,
      versions: [version, ...Object.keys(weights)],
      stretch: { from, until: now },
    })
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}
