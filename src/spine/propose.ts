import type { Change } from '../core/change.ts'
import type { ChangeCommand } from '../core/command.ts'
import type { Rule } from '../core/decision.ts'
import type { Delivery } from '../core/delivery.ts'
import { failureLines } from '../core/ec2/failures.ts'
import type { Instance } from '../core/ec2/instance.ts'
import { targetOf } from '../core/ec2/target.ts'
import { UserError } from '../core/errors.ts'
import type { Actor } from '../core/people.ts'
import { type Plan, planHash, type Target } from '../core/plan.ts'
import { isProblem, type Problem, problemView, ruleIn, runs } from '../core/problem.ts'
import { bold, joinTexts, plain, text } from '../core/text.ts'
import { typeableName } from '../core/typed.ts'
import type { View } from '../core/view.ts'
import { type Ending, type Told, told } from './answer.ts'
import { askingOf } from './asking.ts'
import { type Decided, refusal, within } from './decide.ts'
import { decidePlan } from './decide-plan.ts'
import { findLimit, findStop, standing } from './limits.ts'
import type { Values } from './parse.ts'
import { makePlan } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { rehearse } from './rehearse.ts'
import { resolveTargets } from './resolve.ts'
import { findBar } from './runnable.ts'

export type Proposing = {
  readonly delivery: Delivery
  /** Of the request, and then of the change. */
  readonly id: string
  readonly actor: Actor
  readonly command: ChangeCommand
  readonly asked: { readonly words: readonly string[] }
  readonly values: Values
  readonly decided: Decided
  /** As typed. */
  readonly said: string
}

/** A change that is planned, allowed, within the limits and rehearsed, and now waits for its confirmation; or why not. */
export async function propose(proposing: Proposing, ports: SpinePorts): Promise<Ending> {
  const { delivery, actor, command, said } = proposing
  const earlier = await ports.store.findProposedBy(delivery.id)
  if (earlier !== undefined) return { gives: 'proposal', change: earlier, isNew: false }
  const general = askingOf(actor, delivery, { now: ports.system.now() })
  // Before any call to AWS: who may do this nowhere learns nothing by it.
  const bar = findBar(command, general, ports.product)
  if (bar !== undefined) return denied(refusal(command, bar), { said })
  const planned = await planFor(proposing, ports)
  if ('gives' in planned) return planned
  const asking = askingOf(actor, delivery, { now: ports.system.now(), plan: planned })
  const rule = decidePlan(command, planned, { asking, product: ports.product })
  const about = { plan: planned }
  if (isProblem(rule)) return denied(rule, { said, about })
  const problem =
    (await findLimit({ command, plan: planned, reason: reasonIn(proposing), person: personOf(actor) }, ports)) ??
    (await rehearse({ command, plan: planned, use: { requester: personOf(actor), change: proposing.id } }, ports))
  if (problem !== undefined) return denied(problem, { said, about })
  return { gives: 'proposal', change: changeOf(proposing, { plan: planned, rule }, ports), isNew: true }
}

function denied(problem: Problem, of: Pick<Told, 'said' | 'about'>): Ending {
  return told('denied', problemView(problem), { ...of, rule: ruleIn(problem) })
}

function personOf({ team, id }: Actor): { team: string; user: string } {
  return { team, user: id }
}

async function planFor(proposing: Proposing, ports: SpinePorts): Promise<Plan | Ending> {
  const { actor, command, asked, values, decided, said } = proposing
  const reader = within(ports.aws.readerFor(personOf(actor)), decided)
  const resolved = await resolveTargets({ command, words: asked.words, values, places: decided.places, reader })
  if (isProblem(resolved)) return told('misunderstood', problemView(resolved), { rule: resolved.code, said })
  const about = { plan: { targets: targetsIn(resolved.values, ports) } }
  // Before each of them is asked about.
  const stop = await findStop(ports.store)
  if (stop !== undefined) return denied(standing(stop), { said, about })
  const plan = await makePlan({ command, values: resolved.values, reader }, ports).catch(asTooMany)
  if (isProblem(plan)) return denied(plan, { said, about })
  const missing = failureLines(resolved.missing).map(plain)
  if (plan.steps.length > 0) return { ...plan, unread: [...missing, ...plan.unread] }
  return told('answered', nothingToDo(command, plan), { rule: 'NothingToDo', said })
}

function targetsIn(values: Values, { product }: SpinePorts): Target[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- spine/resolve.ts made it by this very parameter
  const instances = (values['instances'] ?? []) as readonly Instance[]
  return instances.map((instance) => targetOf(instance, product))
}

/** Of the errors of a plan the one that refuses it. */
function asTooMany(error: unknown): Problem {
  if (!(error instanceof UserError) || error.code !== 'Cap') throw error
  return { code: error.code, message: text`${bold(error.message)} ${error.hint ?? ''}`, actions: [] }
}

function nothingToDo({ wording, words }: ChangeCommand, { skipped }: Plan): View {
  const [first] = skipped
  const show =
    first === undefined
      ? []
      : [runs('show', `Show ${first.target.name}`.slice(0, 60), [words[0], 'show', first.target.id])]
  return {
    lead: text`${bold(`Nothing to ${wording.ask.toLowerCase()}.`)} ${joinTexts(
      skipped.map(({ target, reason }) => text`${bold(target.name)} is ${reason}.`),
      ' ',
    )}`,
    parts: [],
    note: text`Nothing was changed.`,
    actions: show,
  }
}

function reasonIn({ values }: Proposing): string | undefined {
  const given = values['reason']
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined
}

function changeOf(proposing: Proposing, { plan, rule }: { plan: Plan; rule: Rule }, ports: SpinePorts): Change {
  const { delivery, id, command, said } = proposing
  const now = ports.system.now()
  return {
    id,
    version: 1,
    delivery: delivery.id,
    team: delivery.team,
    user: delivery.user,
    surface: delivery.surface,
    channel: delivery.channel,
    thread: delivery.thread,
    isDirect: delivery.isDirect,
    said,
    reason: reasonIn(proposing),
    rule,
    plan,
    hash: planHash(plan),
    rehearsedAt: now,
    typed: typedFor(command, plan),
    state: 'proposed',
    proposedAt: now,
    expiresAt: now + ports.product.changes.expireAfterMs,
    decidedBy: undefined,
    decidedAt: undefined,
    progress: plan.steps.map(() => ({ kind: 'waiting' })),
    ending: undefined,
    endedAt: undefined,
    card: undefined,
  }
}

/** In production, and where nothing takes it back, a button is pressed too easily: one's name is typed, of several the number. */
function typedFor({ isFinal }: ChangeCommand, { targets }: Plan): string | undefined {
  if (!isFinal && !targets.some((target) => target.isProduction)) return undefined
  const [first, second] = targets
  return first !== undefined && second === undefined ? typeableName(first) : String(targets.length)
}
