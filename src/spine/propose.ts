import type { Change } from '../core/change.ts'
import type { ChangeCommand } from '../core/command.ts'
import type { Rule } from '../core/decision.ts'
import type { Delivery } from '../core/delivery.ts'
import { failureLines } from '../core/ec2/failures.ts'
import type { Actor } from '../core/people.ts'
import { type Plan, planHash } from '../core/plan.ts'
import { isProblem, problemView, runs } from '../core/problem.ts'
import { bold, joinTexts, plain, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { type Ending, told } from './answer.ts'
import { askingOf } from './asking.ts'
import { type Decided, refusal, within } from './decide.ts'
import { decidePlan } from './decide-plan.ts'
import { findLimit } from './limits.ts'
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
  if (bar !== undefined) return told('denied', problemView(refusal(command, bar)), { rule: bar.rule.name, said })
  const planned = await planFor(proposing, ports)
  if ('gives' in planned) return planned
  const asking = askingOf(actor, delivery, { now: ports.system.now(), plan: planned })
  const rule = decidePlan(command, planned, { asking, product: ports.product })
  if (isProblem(rule)) return told('denied', problemView(rule), { rule: rule.code, said })
  const problem =
    (await findLimit({ command, plan: planned, reason: reasonIn(proposing), person: personOf(actor) }, ports)) ??
    (await rehearse({ command, plan: planned, use: { requester: personOf(actor), change: proposing.id } }, ports))
  if (problem !== undefined) return told('denied', problemView(problem), { rule: problem.code, said })
  return { gives: 'proposal', change: changeOf(proposing, { plan: planned, rule }, ports), isNew: true }
}

function personOf({ team, id }: Actor): { team: string; user: string } {
  return { team, user: id }
}

async function planFor(proposing: Proposing, ports: SpinePorts): Promise<Plan | Ending> {
  const { actor, command, values, decided, said } = proposing
  const reader = within(ports.aws.readerFor(personOf(actor)), decided)
  const resolved = await resolveTargets({ command, values, places: decided.places, reader })
  if (isProblem(resolved)) return told('misunderstood', problemView(resolved), { rule: resolved.code, said })
  const plan = await makePlan({ command, values: resolved.values, reader }, ports)
  const missing = failureLines(resolved.missing).map(plain)
  if (plan.steps.length > 0) return { ...plan, unread: [...missing, ...plan.unread] }
  return told('answered', nothingToDo(command, plan), { rule: 'NothingToDo', said })
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
  return second === undefined ? first?.name : String(targets.length)
}
