import type { PlanPorts } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import type { FunctionDetails, LambdaFunction, Provisioned } from '../../core/lambda/function.ts'
import { alreadySo, functionPlan } from '../../core/lambda/plan-function.ts'
import { type ReadForChange, readForChange } from '../../core/lambda/read-for-change.ts'
import { wordsOnFunction } from '../../core/lambda/words-on.ts'
import type { Plan, Target } from '../../core/plan.ts'
import { type Text, text } from '../../core/text.ts'

export const actions = {
  reserve: 'lambda:PutFunctionConcurrency',
  release: 'lambda:DeleteFunctionConcurrency',
  provision: 'lambda:PutProvisionedConcurrencyConfig',
  withdraw: 'lambda:DeleteProvisionedConcurrencyConfig',
} as const

const words = ['lambda', 'concurrency']

type Count = number | 'none'

type Wanted = {
  readonly function: LambdaFunction
  readonly reserved: Count | undefined
  readonly provisioned: Count | undefined
  readonly qualifier: string | undefined
}

/** Either what is reserved for the function, or what is provisioned for one of its versions or aliases. */
export async function planConcurrency(wanted: Wanted, ports: PlanPorts): Promise<Plan> {
  const { function: found, reserved, provisioned, qualifier } = wanted
  if (reserved !== undefined && provisioned === undefined && qualifier === undefined)
    return planReserved(await readForChange(found, ports), reserved)
  if (reserved !== undefined || provisioned === undefined) throw needsOne(found, reserved !== undefined)
  if (qualifier === undefined) throw needsQualifier(found)
  // Throws where there is no such version or alias, and says what there is.
  await ports.lambda.readFunction(found, qualifier)
  return planProvisioned(await readForChange(found, ports), { provisioned, qualifier })
}

function needsOne({ name }: LambdaFunction, isBoth: boolean): UserError {
  const start = isBoth ? 'Give one of them, not both:' : 'Say either'
  return new UserError('OneOfTwo', `${start} --reserved, or --provisioned with --qualifier.`, {
    hint: `Like /lambda concurrency ${name} --reserved 50, or /lambda concurrency ${name} --provisioned 10 --qualifier live`,
  })
}

function needsQualifier({ name }: LambdaFunction): UserError {
  return new UserError('NoQualifier', '--provisioned is for an alias or a published version: --qualifier says which.', {
    hint: `Like /lambda concurrency ${name} --provisioned 10 --qualifier live`,
  })
}

function planReserved({ target, details }: ReadForChange, reserved: Count): Plan {
  const before = details.reservedConcurrency ?? 'none'
  if (reserved === before) return alreadySo(target, words, alreadyAt(reserved, 'reserved'))
  const total = totalOf(details.provisioned)
  if (reserved !== 'none' && reserved < total)
    throw new UserError(
      'BelowProvisioned',
      `${total} are provisioned for versions of ${target.name}: no fewer can be reserved.`,
      {
        hint: 'Reserve at least as many, or take provisioned concurrency away first. Nothing was changed.',
      },
    )
  return functionPlan({
    target,
    words,
    action: reserved === 'none' ? actions.release : actions.reserve,
    change: { kind: 'reserve', concurrency: countOf(reserved) },
    precondition: { 'reserved concurrency': before },
    parameters: { reserved },
    summary: text`reserved concurrency from ${before} to ${reserved}`,
    undo: {
      label: before === 'none' ? 'Undo: no limit' : `Undo: ${before} reserved`,
      words: [...wordsOnFunction('concurrency', target), '--reserved', String(before)],
    },
    ...(reserved === 0 ? { stops: true } : {}),
    impact: [reservedImpact(reserved, before)],
    unread: details.unread,
  })
}

// Lambda Developer Guide, "Configuring reserved concurrency".
function reservedImpact(reserved: Count, before: Count): Text {
  if (reserved === 0) return text`This stops every call: while 0 are reserved, each of them is turned away.`
  const stood = before === 0 ? 'Calls are let in again. ' : ''
  if (reserved === 'none')
    return text`${stood}Its limit is gone: it shares the account's concurrency with the other functions again.`
  const [calls, are] = reserved === 1 ? ['call runs', 'is'] : ['calls run', 'are']
  return text`${stood}At most ${reserved} ${calls} at once, more are throttled. ${reserved} of the account's concurrency ${are} set aside for it; other functions share the rest.`
}

type Provisioning = { readonly provisioned: Count; readonly qualifier: string }

function planProvisioned({ target, details }: ReadForChange, { provisioned, qualifier }: Provisioning): Plan {
  if (details.provisioned === undefined)
    throw new UserError('Unread', `It could not be read what is provisioned. ${details.unread.join(' ')}`)
  const now = details.provisioned.find((each) => each.qualifier === qualifier)
  const before = standing(now)
  if (provisioned === before)
    return alreadySo(target, words, `${alreadyAt(provisioned, 'provisioned')} for ${qualifier}`)
  if (provisioned !== 'none') refuseImpossible(details, { provisioned, qualifier })
  return functionPlan({
    target,
    words,
    action: provisioned === 'none' ? actions.withdraw : actions.provision,
    change: { kind: 'provision', qualifier, concurrency: countOf(provisioned) },
    precondition: {
      [provisionedKey]: before,
      'reserved concurrency': details.reservedConcurrency ?? 'none',
    },
    parameters: { provisioned, qualifier },
    summary: text`provisioned concurrency of ${qualifier} from ${before}${now?.status === 'FAILED' ? ',' : ''} to ${provisioned}`,
    undo: undoOf(target, now?.wanted ?? 'none', { provisioned, qualifier }),
    impact: [
      provisioned === 'none'
        ? text`Nothing is kept ready for ${qualifier} any more: calls may wait for a start.`
        : text`It is paid for while it stands, called or not.`,
    ],
    unread: details.unread,
  })
}

/** None where it is the same again. */
function undoOf(target: Target, before: Count, { provisioned, qualifier }: Provisioning): Plan['undo'] {
  if (before === provisioned) return undefined
  const flags = ['--provisioned', String(before), '--qualifier', qualifier]
  return { label: `Undo: keep ${before} ready`, words: [...wordsOnFunction('concurrency', target), ...flags] }
}

export const provisionedKey = 'provisioned concurrency'

/** What failed is nothing that is so already: Lambda tries again where it is asked again. */
export function standing(provisioned: Provisioned | undefined): Count | `${number}, which failed` {
  if (provisioned === undefined) return 'none'
  const { wanted, status } = provisioned
  return status === 'FAILED' ? `${wanted}, which failed` : wanted
}

type Positive = { readonly provisioned: number; readonly qualifier: string }

function refuseImpossible({ function: { name }, ...details }: FunctionDetails, { provisioned, qualifier }: Positive) {
  if (details.aliases.some((alias) => alias.name === qualifier && alias.version === '$LATEST'))
    throw new UserError(
      'Unpublished',
      `${qualifier} points to the newest code, for which nothing can be provisioned.`,
      {
        hint: `Point it to a published version first: /lambda alias ${name} --alias ${qualifier} --version 7`,
      },
    )
  const { reservedConcurrency: reserved } = details
  const others = totalOf(details.provisioned?.filter((each) => each.qualifier !== qualifier))
  if (reserved === undefined || provisioned + others <= reserved) return
  const beside = others === 0 ? '' : ` and ${others} are provisioned beside that`
  throw new UserError('AboveReserved', `${reserved} are reserved for ${name}${beside}: ${provisioned} are too many.`, {
    hint: `Provision at most ${Math.max(0, reserved - others)}, or reserve more first. Nothing was changed.`,
  })
}

function alreadyAt(count: Count, which: string): string {
  return count === 'none' ? `already without ${which} concurrency` : `already at ${count} ${which}`
}

function totalOf(provisioned: FunctionDetails['provisioned'] = []): number {
  return provisioned.reduce((total, { wanted }) => total + wanted, 0)
}

function countOf(count: Count): number | undefined {
  return count === 'none' ? undefined : count
}
