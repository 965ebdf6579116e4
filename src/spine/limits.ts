import { type Excess, findExcesses, findShareExcesses } from '../core/caps.ts'
import type { ChangeCommand } from '../core/command.ts'
import { findFreeze } from '../core/freeze.ts'
import type { Pause } from '../core/pause.ts'
import type { Plan, Target } from '../core/plan.ts'
import type { Problem } from '../core/problem.ts'
import { findReasonProblem, longestReason, type ReasonProblem } from '../core/reason.ts'
import { bold, code, type Text, text } from '../core/text.ts'
import type { Product, SpinePorts } from './ports.ts'

type Limited = {
  readonly command: ChangeCommand
  readonly plan: Pick<Plan, 'targets' | 'takes'>
  readonly reason: string | undefined
  readonly person: { readonly team: string; readonly user: string }
}

/** What counts for the caps that are about an hour began then. */
export function hourBefore(now: number): number {
  return now - 3_600_000
}

/** What stands against the plan whoever makes it: a pause, a freeze, a cap, a reason that is missing. */
export async function findLimit(
  { command, plan, reason, person }: Limited,
  { product, store, system }: Pick<SpinePorts, 'product' | 'store' | 'system'>,
): Promise<Problem | undefined> {
  const now = system.now()
  const stop = (await findStop(store)) ?? frozen(plan.targets, { product, now })
  if (stop !== undefined) return standing(stop)
  const isProduction = plan.targets.some((target) => target.isProduction)
  const unreasoned = findReasonProblem(product.changes.reason, reason, { isProduction })
  if (unreasoned !== undefined) return problem('Reason', reasonLine(unreasoned, { command, product }))
  const [excess] = findExcesses(product.changes.caps, {
    targets: plan.targets.length,
    earlier: await store.countChanges(person, hourBefore(now)),
    ...plan.takes,
  })
  const excessive = excess === undefined ? notCounted(plan) : excessLine(excess)
  return excessive === undefined ? undefined : problem('Cap', excessive)
}

/** The share of a group or of an environment that is too large, in words. */
export function findOverShare({ takes }: Plan, { changes }: Product): Text | undefined {
  const [excess] = findShareExcesses(changes.caps, takes)
  return excess === undefined ? undefined : excessLine(excess)
}

/** A share that is not known may be any share. */
export function notCounted({ takes: { uncounted } }: Pick<Plan, 'takes'>): Text | undefined {
  if (uncounted.length === 0) return undefined
  return text`${bold('How much that takes away is not known.')} ${uncounted.join(' ')} Ask again in a minute; if it stays so, ${code('npm start -- check --live')} says what the read role lacks.`
}

/** A pause or a freeze, as the answer to who wants to change something. */
export function standing(stop: Text): Problem {
  return problem('Stopped', stop)
}

/** The pause, in words, while there is one. */
export async function findStop({ findPause }: Pick<SpinePorts['store'], 'findPause'>): Promise<Text | undefined> {
  const pause = await findPause()
  return pause === undefined ? undefined : pauseLine(pause)
}

function pauseLine({ by, at, reason }: Pause): Text {
  const because = reason === undefined ? '' : `: ${reason}`
  return text`${bold('Changes are paused')} by ${{ user: by }} since ${{ time: at }}${because}. ${code('/windlass resume')} lifts it.`
}

/** The freeze that one of the targets is in, in words. */
export function frozen(
  targets: readonly Target[],
  { product, now }: { product: Product; now: number },
): Text | undefined {
  // What is production by its tag alone is in an account of another environment: it is frozen with either.
  const environments = new Set(
    targets.flatMap(({ environment, isProduction }) => [environment, ...(isProduction ? product.production : [])]),
  )
  for (const environment of environments) {
    const found = findFreeze(product.changes.freezes, { now, timeZone: product.timeZone, environment })
    if (found === undefined) continue
    const { freeze, until } = found
    return text`${bold(`Nothing is changed during ${freeze.name}`)}, until ${{ time: until }}: ${freeze.reason}`
  }
  return undefined
}

function problem(code_: string, message: Text): Problem {
  return { code: code_, message, hint: text`Nothing was changed.`, actions: [] }
}

function reasonLine(wrong: ReasonProblem, { command, product }: { command: ChangeCommand; product: Product }): Text {
  const { hint } = product.changes.reason
  const example = code(`/${command.words.join(' ')} … --reason "${hint ?? 'why'}"`)
  switch (wrong) {
    case 'missing':
      return text`${bold('This needs a reason.')} Give it with ${example}.`
    case 'too-long':
      return text`${bold('That reason is too long.')} It may have ${longestReason} characters.`
    case 'unlike-the-pattern':
      return text`${bold('That reason will not do here.')} It has to be ${hint ?? 'as the administrator of Windlass set it'}: ${example}.`
  }
}

function excessLine(excess: Excess): Text {
  switch (excess.cap) {
    case 'maxTargets':
      return text`${bold(`That would change ${excess.asked} at once.`)} At most ${excess.allowed} may be changed with one command: name fewer.`
    case 'perPersonPerHour':
      return text`${bold(`That would be more than ${excess.allowed} changes of yours in an hour.`)} Wait a little, or ask somebody else.`
    case 'maxPercentOfGroup':
    case 'maxPercentOfEnvironment': {
      const what = excess.cap === 'maxPercentOfGroup' ? 'Auto Scaling group' : 'environment'
      const { name, size, already } = excess.of
      const others =
        already === 0 ? '' : ` ${already} of them without this change: already out, or about to be by another.`
      return text`${bold(`That would take ${excess.asked} of ${size} out of the ${what} ${name}.`)}${others} At most ${excess.allowed} may be out at once.`
    }
  }
}
