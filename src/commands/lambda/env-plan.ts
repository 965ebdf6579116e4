import type { PlanPorts, Unfilled } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { environmentForm } from '../../core/lambda/environment-form.ts'
import { type EnvironmentEdit, readEdit, valuesOf } from '../../core/lambda/environment-values.ts'
import type { FunctionDetails, LambdaFunction } from '../../core/lambda/function.ts'
import type { SealedEnvironment } from '../../core/lambda/functions.ts'
import { alreadySo, functionPlan } from '../../core/lambda/plan-function.ts'
import { keepTheirOwn, readForChange, revisionOf } from '../../core/lambda/read-for-change.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import type { Plan, Target } from '../../core/plan.ts'
import { type Text, text } from '../../core/text.ts'
import { quote } from '../../core/words.ts'

export const action = 'lambda:UpdateFunctionConfiguration'
const words = ['lambda', 'env'] as const

type Wanted = {
  readonly function: LambdaFunction
  /** The fields of the form as JSON, values sealed. */
  readonly values: string | undefined
  readonly remove: readonly string[]
  readonly reason: string | undefined
}

/** Names alone are shown, in whatever is said of it: of a value not even its seal. */
export async function planEnvironment(wanted: Wanted, ports: PlanPorts): Promise<Plan | Unfilled> {
  const { function: found, values, remove, reason } = wanted
  const edit = readEdit(values, remove, `/lambda env ${quote(found.name)}`)
  const { target, details } = await readForChange(found, ports)
  if (values === undefined && remove.length === 0)
    return {
      asks: environmentForm(details.environmentNames),
      target,
      words: [...words, target.id, ...(reason === undefined ? [] : ['--reason', reason])],
    }
  if (Object.keys(edit.set).length + edit.remove.length === 0)
    return alreadySo(target, words, 'as it was: no field of the form was filled in')
  refuseUnknown(edit, details)
  const before = await readBefore(found, ports)
  const revision = revisionOf(details)
  const undo = 'unread' in before ? undefined : undoOf(edit, before, target)
  return functionPlan({
    target,
    words,
    action,
    change: { kind: 'environment', ...edit, revision },
    precondition: { revision },
    parameters: { values, remove },
    summary: [summaryOf(edit)],
    ...(undo === undefined ? {} : { undo }),
    ...(edit.remove.length === 0 ? {} : { stops: true }),
    impact: impactOf(edit, details),
    unread: 'unread' in before ? [...details.unread, before.unread] : details.unread,
  })
}

function refuseUnknown({ remove }: EnvironmentEdit, { function: { name }, environmentNames }: FunctionDetails): void {
  const unknown = remove.filter((each) => !environmentNames.includes(each))
  if (unknown.length === 0) return
  const known = environmentNames.length === 0 ? 'It has none.' : `There are: ${environmentNames.toSorted().join(', ')}.`
  throw new UserError('NoVariable', `${name} has no variable ${unknown.join(', ')} to remove.`, { hint: known })
}

/** Only to be able to take it back: whoever may change it may not always read it. */
async function readBefore(
  found: LambdaFunction,
  { lambda }: PlanPorts,
): Promise<SealedEnvironment | { readonly unread: string }> {
  try {
    return await lambda.readEnvironment(found)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { unread: `The values that are there now could not be kept, so that there is no undo: ${error.message}` }
  }
}

function undoOf({ set, remove }: EnvironmentEdit, { variables }: SealedEnvironment, target: Target): Plan['undo'] {
  const touched = new Set([...Object.keys(set), ...remove])
  const old = Object.entries(variables).filter(([name]) => touched.has(name))
  const added = Object.keys(set).filter((name) => !Object.hasOwn(variables, name))
  return {
    label: 'Undo: put the old values back',
    words: [
      ...wordsOnFunction('env', target),
      ...(old.length === 0 ? [] : [valuesOf(Object.fromEntries(old))]),
      ...(added.length === 0 ? [] : ['--remove', added.join(',')]),
    ],
  }
}

function summaryOf({ set, remove }: EnvironmentEdit): string {
  const names = Object.keys(set)
  return [
    ...(names.length === 0 ? [] : [`sets ${names.join(', ')}`]),
    ...(remove.length === 0 ? [] : [`removes ${remove.join(', ')}`]),
  ].join(', ')
}

function impactOf({ remove }: EnvironmentEdit, details: FunctionDetails): Text[] {
  return [
    ...(remove.length === 0
      ? []
      : [text`Code that still reads ${remove.join(', ')} finds nothing there, and the next call may fail.`]),
    text`Running copies are replaced: the next calls wait for a start.`,
    ...keepTheirOwn(details),
  ]
}
