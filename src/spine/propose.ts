import { type Change, wasConfirmed } from '../core/change.ts'
import { thingsIn } from '../core/change-words.ts'
import type { ChangeCommand, Unfilled } from '../core/command.ts'
import type { Delivery } from '../core/delivery.ts'
import { failureLines } from '../core/ec2/failures.ts'
import type { Instance } from '../core/ec2/instance.ts'
import { targetOf } from '../core/ec2/target.ts'
import { UserError } from '../core/errors.ts'
import type { Actor } from '../core/people.ts'
import { placeName } from '../core/place.ts'
import { type Plan, planHash, type Target } from '../core/plan.ts'
import { isProblem, type Problem, problemView, ruleIn, runs } from '../core/problem.ts'
import { scrub } from '../core/scrub.ts'
import { bold, joinTexts, plain, text } from '../core/text.ts'
import { typeableName } from '../core/typed.ts'
import type { View } from '../core/view.ts'
import { type Ending, type Told, told } from './answer.ts'
import { askingOf } from './asking.ts'
import { doAtOnce, underWay } from './at-once.ts'
import { hasCard } from './card.ts'
import { needsConfirmation, rehearsed } from './confirmation.ts'
import { type Decided, refusal } from './decide.ts'
import { type Allowed, decidePlan } from './decide-plan.ts'
import { recordBegun } from './give-proposal.ts'
import { findLimit, findStop, standing } from './limits.ts'
import type { Values } from './parse.ts'
import { makePlan, readersWithin } from './plan.ts'
import type { SpinePorts } from './ports.ts'
import { proposalKey } from './proposal-key.ts'
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
  const at = ports.system.now()
  const earlier = await ports.store.findProposedBy(proposalKey(delivery))
  if (earlier !== undefined) return found(earlier, ports)
  const general = askingOf(actor, delivery, { now: ports.system.now() })
  // Before any call to AWS: who may do this nowhere learns nothing by it.
  const bar = findBar(command, general, ports.product)
  if (bar !== undefined) return denied(refusal(command, bar), { said })
  const planned = await planFor(proposing, ports)
  if ('gives' in planned) return planned
  if ('asks' in planned) return askFor(planned, proposing, ports)
  const asking = askingOf(actor, delivery, { now: ports.system.now(), plan: planned })
  const allowed = decidePlan(command, planned, { asking, product: ports.product })
  const about = { plan: planned }
  if (isProblem(allowed)) return denied(allowed, { said, about })
  const limit = await findLimit(limitedBy(proposing, planned), ports)
  if (limit !== undefined) return denied(limit, { said, about })
  return proposed(proposing, { plan: planned, allowed, at }, ports)
}

/** `at`: when reading for it began. */
type Planned = { readonly plan: Plan; readonly allowed: Allowed; readonly at: number }

async function proposed(proposing: Proposing, planned: Planned, ports: SpinePorts): Promise<Ending> {
  const { command, actor, said, values } = proposing
  const { plan, allowed } = planned
  const isRehearsal = values['dry-run'] === true
  const waits = needsConfirmation(command, plan, allowed)
  // The call itself asks AWS the same: it is rehearsed for who waits for it.
  if (!isRehearsal && !waits) return begin(proposing, planned, ports)
  const use = { requester: personOf(actor), change: proposing.id }
  const rehearsal = await rehearse({ command, plan, use }, ports)
  if (isProblem(rehearsal)) return denied(rehearsal, { said, about: { plan } })
  if (isRehearsal) return told('answered', rehearsed(command, plan, allowed), { rule: allowed.rule.name, said })
  return {
    gives: 'proposal',
    change: { ...changeOf(proposing, planned, ports), rehearsedAt: rehearsal.at },
    isNew: true,
  }
}

/** Recorded as confirmed by who asked for it, and done. */
async function begin(proposing: Proposing, planned: Planned, ports: SpinePorts): Promise<Ending> {
  const { delivery, actor, said } = proposing
  const { plan, at } = planned
  const now = ports.system.now()
  // Of its own: the request has a record too.
  const id = ports.system.newId()
  const waiting = changeOf({ ...proposing, id }, planned, ports)
  const change = { ...waiting, state: 'confirmed', decidedBy: actor.id, decidedAt: now } as const
  if (isPressedTwice(delivery, ports)) return told('answered', underWay(change), { rule: 'UnderWay', said })
  if (await recordBegun(change, delivery, ports)) return doAtOnce(change, ports, { at, targets: plan.targets })
  // Another of the same person's was faster.
  const limit = await findLimit(limitedBy(proposing, plan), ports)
  return denied(limit ?? standing(text`Too many changes of yours at once. Ask again.`), { said, about: { plan } })
}

// A finger that presses twice does so within a second.
const pressedTwiceMs = 3_000

/** Each press of a button is a request of its own, and a call is not repeated by a finger that slips. */
function isPressedTwice({ surface, asks, user }: Delivery, { atWork, system, stopped }: SpinePorts): boolean {
  if (surface !== 'click' || asks.kind !== 'offer') return false
  const press = `${user} ${asks.value}`
  if (atWork.has(press)) return true
  atWork.add(press)
  const forget = () => void atWork.delete(press)
  system.sleep(pressedTwiceMs, stopped).then(forget, forget)
  return false
}

/** What came of the same delivery before a restart. */
function found(change: Change, ports: SpinePorts): Promise<Ending> | Ending {
  if (!wasConfirmed(change) || hasCard(change, ports.product)) return { gives: 'proposal', change, isNew: false }
  return doAtOnce(change, ports)
}

/** The form is shown to who may run the command with something; with what it is filled is decided then. */
async function askFor(unfilled: Unfilled, proposing: Proposing, ports: SpinePorts): Promise<Ending> {
  const { asks, target, words } = unfilled
  const { product, system } = ports
  const { command, actor, delivery, said, id } = proposing
  const about = { plan: { targets: [target] } }
  const asking = askingOf(actor, delivery, { now: system.now() })
  const isCall = command.answer !== undefined
  const isOpen = isCall && product.policy.readsPayload
  const allowed = isOpen ? undefined : decidePlan(command, about.plan, { asking, product })
  if (allowed !== undefined && isProblem(allowed)) return denied(allowed, { said, about })
  // Nobody types secrets for nothing.
  const limit = isCall ? undefined : await findLimit(limitedBy(proposing, about.plan), ports)
  if (limit !== undefined) return denied(limit, { said, about })
  return {
    gives: 'form',
    form: {
      value: `${id}:fill`,
      channel: delivery.channel,
      title: asks.title,
      submit: command.wording.ask,
      text: text`${bold(`${command.wording.ask} ${thingsIn([target], command)}`)} in ${placeName(target.place)}. ${asks.about ?? ''}`,
      fields: asks.fields,
    },
    said,
    about,
    offers: { fill: { label: asks.title, offer: { kind: 'fill', words, form: asks } } },
  }
}

function limitedBy(proposing: Proposing, plan: Pick<Plan, 'targets'> & Partial<Plan>) {
  const { command, actor } = proposing
  const takes = plan.takes ?? { groups: [], environments: [], uncounted: [] }
  return { command, plan: { ...plan, takes }, reason: reasonIn(proposing), person: personOf(actor) }
}

function denied(problem: Problem, of: Pick<Told, 'said' | 'about'>): Ending {
  return told('denied', problemView(problem), { ...of, rule: ruleIn(problem) })
}

function personOf({ team, id }: Actor): { team: string; user: string } {
  return { team, user: id }
}

async function planFor(proposing: Proposing, ports: SpinePorts): Promise<Plan | Unfilled | Ending> {
  const { actor, command, asked, values, decided, said } = proposing
  const readers = readersWithin(personOf(actor), decided, ports)
  const { ec2: reader, lambda: functions } = readers
  const { places } = decided
  const resolved = await resolveTargets({ command, words: asked.words, values, places, reader, functions })
  if (isProblem(resolved)) return told('misunderstood', problemView(resolved), { rule: resolved.code, said })
  const about = { plan: { targets: targetsIn(resolved.values, ports) } }
  // Before each of them is asked about.
  const stop = await findStop(ports.store)
  if (stop !== undefined) return denied(standing(stop), { said, about })
  const planning = { command, values: resolved.values, readers, person: personOf(actor) }
  const plan = await makePlan(planning, ports).catch(asTooMany)
  if (isProblem(plan)) return denied(plan, { said, about })
  if ('asks' in plan) return plan
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

function changeOf(proposing: Proposing, { plan, allowed: { rule } }: Planned, ports: SpinePorts): Change {
  const { delivery, id, command } = proposing
  const now = ports.system.now()
  return {
    id,
    version: 1,
    delivery: proposalKey(delivery),
    team: delivery.team,
    user: delivery.user,
    surface: delivery.surface,
    channel: delivery.channel,
    thread: delivery.thread,
    isDirect: delivery.isDirect,
    said: scrub(proposing.said),
    reason: reasonIn(proposing),
    rule,
    plan,
    hash: planHash(plan),
    rehearsedAt: undefined,
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
function typedFor({ isFinal, isRestoring, answer }: ChangeCommand, { targets }: Plan): string | undefined {
  // Asked for day by day by people who may do just this, or with no time to lose: a button is enough.
  if (answer !== undefined || isRestoring === true) return undefined
  if (!isFinal && !targets.some((target) => target.isProduction)) return undefined
  const [first, second] = targets
  return first !== undefined && second === undefined ? typeableName(first) : String(targets.length)
}
