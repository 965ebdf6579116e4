import type { PlanPorts } from '../command.ts'
import type { Plan } from '../plan.ts'
import { type Text, text } from '../text.ts'
import type { FunctionDetails, LambdaFunction } from './function.ts'
import { alreadySo, functionPlan } from './plan-function.ts'
import { isSameRouting, isSplit, type Routing, routingWords, undoShift } from './shift.ts'
import type { KnownAlias } from './shift-alias.ts'
import { shiftImpact } from './shift-impact.ts'

export const shiftAction = 'lambda:UpdateAlias'

export type Shift = {
  readonly words: readonly string[]
  readonly parameters: Plan['parameters']
  readonly alias: KnownAlias
  readonly to: Routing
  /** What comes before all else that comes with it. */
  readonly first: readonly Text[]
}

/** What is known of the function. Its tags are read for themselves: where they cannot be, nothing is planned. */
export async function readForShift(found: LambdaFunction, { lambda, functionTarget }: PlanPorts) {
  const [{ function: read, tags }, details] = await Promise.all([
    lambda.readFunction(found),
    lambda.describeFunction(found),
  ])
  return { target: functionTarget(read, tags), details }
}

type Known = { readonly target: Plan['targets'][number]; readonly details: FunctionDetails }

/** One call that makes an alias send its calls elsewhere. */
export function planShift({ target, details }: Known, { words, parameters, alias, to, first }: Shift): Plan {
  const { name, version, weights, revision } = alias
  if (isSameRouting(alias, to)) return alreadySo(target, words, `already sending ${routingWords(to)} through ${name}`)
  return functionPlan({
    words,
    parameters,
    target,
    action: shiftAction,
    change: { kind: 'point', alias: name, ...to, revision },
    precondition: { alias: name, version, weights: { ...weights }, revision },
    summary: summaryOf(alias, to),
    ...undoShift({ found: details.function, alias, to }),
    impact: [...first, ...shiftImpact(details, name, to)],
    unread: details.unread,
  })
}

/** `live: from 6 to 7`; where calls are split, or were, whereto in whole words. */
function summaryOf({ name, ...from }: KnownAlias, to: Routing): Text {
  if (isSplit(from)) return text`${name}: ${routingWords(to)} instead of ${routingWords(from)}`
  return text`${name}: ${isSplit(to) ? routingWords(to) : `from ${from.version} to ${to.version}`}`
}
