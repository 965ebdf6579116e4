import { type Change, cancelled, confirmed, expired, followedAgain, isFinal } from '../core/change.ts'
import { countOf, isOneFunction, thingsIn } from '../core/change-words.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Form } from '../core/outbox.ts'
import type { Actor } from '../core/people.ts'
import { isProblem, type Problem, problemView, ruleIn, runs } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'
import { isTypedRight } from '../core/typed.ts'
import type { ChangeVerb } from '../core/view.ts'
import { type Ending, told } from './answer.ts'
import { askingOf } from './asking.ts'
import { doAtOnce } from './at-once.ts'
import { cardView, commandOf, hasCard } from './card.ts'
import { decidePlan } from './decide-plan.ts'
import { placeCard } from './give-proposal.ts'
import { findLimit, hourBefore } from './limits.ts'
import { eventOf, jobFor, type Move, move } from './move.ts'
import type { SpinePorts } from './ports.ts'

export type Deciding = {
  readonly delivery: Delivery
  readonly actor: Actor
  readonly change: Change
  readonly verb: ChangeVerb
}

/** A button of a card, pressed: received, admitted and decided anew like any request; the change moves by compare-and-set. */
export async function decideChange(pressed: Deciding, ports: SpinePorts): Promise<Ending> {
  const deciding = { ...pressed, change: await placed(pressed, ports) }
  switch (deciding.verb) {
    case 'confirm':
      return confirm(deciding, ports)
    case 'cancel':
      return cancel(deciding, ports)
    case 'look-again':
      return lookAgain(deciding, ports)
  }
}

/** Pressed before it is known where the card stands, the press itself says it; else another card would be followed. */
async function placed({ change, delivery: { channel, cardTs } }: Deciding, ports: SpinePorts): Promise<Change> {
  if (change.card !== undefined || cardTs === undefined) return change
  return (await placeCard(change.id, { channel, ts: cardTs }, ports)) ?? change
}

async function confirm(deciding: Deciding, ports: SpinePorts): Promise<Ending> {
  const { change, actor, delivery } = deciding
  const now = ports.system.now()
  const standing = (await findStanding(deciding, ports)) ?? (await findRefusal(deciding, ports))
  if (standing !== undefined) return standing
  const typed = typedIn(delivery)
  if (change.typed !== undefined && typed === undefined)
    return { gives: 'form', form: formFor(deciding, ports), said: change.said, about: change }
  if (change.typed !== undefined && !isTypedRight(typed, change.typed)) return said(deciding, mistyped(change))
  const moved = await move(
    change.id,
    async (current): Promise<Move | undefined> => {
      const next = confirmed(current, { by: actor.id, at: now })
      const within = { since: hourBefore(now), fewerThan: ports.product.changes.caps.perPersonPerHour }
      // Others of the same person may have been confirmed since it was looked at.
      if (next === undefined || (await ports.store.countChanges(change, within.since)) >= within.fewerThan)
        return undefined
      const outcome = `confirmed: ${next.plan.targets.map(({ id }) => id).join(', ')}`
      return {
        change: next,
        events: [eventOf(next, 'confirmed', { at: now, from: delivery, outcome })],
        jobs: hasCard(next, ports.product) ? [jobFor(next, 'apply', now)] : [],
        within,
      }
    },
    ports,
  )
  return moved === undefined ? overtaken(deciding, ports) : shown(moved, ports)
}

/** On its card; without one the press is answered with what comes of it. */
function shown(change: Change, ports: SpinePorts): Promise<Ending> | Ending {
  if (hasCard(change, ports.product)) return { gives: 'card', change }
  if (change.state === 'cancelled' || change.state === 'expired') {
    const of = { rule: change.rule.name, said: change.said, about: change }
    return told('answered', cardView(change, ports), of)
  }
  return doAtOnce(change, ports)
}

async function cancel(deciding: Deciding, ports: SpinePorts): Promise<Ending> {
  const { change, actor, delivery } = deciding
  const now = ports.system.now()
  const standing = await findStanding(deciding, ports)
  if (standing !== undefined) return standing
  const moved = await move(
    change.id,
    (current): Move | undefined => {
      const next = cancelled(current, { by: actor.id, at: now })
      if (next === undefined) return undefined
      return { change: next, events: [eventOf(next, 'cancelled', { at: now, from: delivery, outcome: 'cancelled' })] }
    },
    ports,
  )
  return moved === undefined ? overtaken(deciding, ports) : shown(moved, ports)
}

/** For targets that took longer than Windlass looks by itself. Only looks, so anyone who sees the card may ask for it. */
async function lookAgain({ change, delivery }: Deciding, ports: SpinePorts): Promise<Ending> {
  const now = ports.system.now()
  const moved = await move(
    change.id,
    (current): Move | undefined => {
      const next = followedAgain(current, now)
      if (next === undefined) return undefined
      const event = eventOf(next, 'answered', { at: now, from: delivery, outcome: 'looked at again' })
      return { change: next, events: [event], jobs: [jobFor(next, 'follow', now)] }
    },
    ports,
  )
  return { gives: 'card', change: moved ?? change }
}

/** Whose it is and whether it still waits for anybody. */
async function findStanding(deciding: Deciding, ports: SpinePorts): Promise<Ending | undefined> {
  const { change, actor } = deciding
  const now = ports.system.now()
  if (change.user !== actor.id) return said(deciding, notYours(change, ports))
  if (change.state !== 'proposed') return decidedAlready(deciding, ports)
  const gone = await move(
    change.id,
    (current): Move | undefined => {
      const next = expired(current, now)
      if (next === undefined) return undefined
      return { change: next, events: [eventOf(next, 'expired', { at: now, outcome: 'nobody confirmed it in time' })] }
    },
    ports,
  )
  return gone === undefined ? undefined : shown(gone, ports)
}

/** Pressed twice by the same person it is the same yes; anything else is told what became of it. */
function decidedAlready(deciding: Deciding, ports: SpinePorts): Promise<Ending> | Ending {
  const { change, verb, actor } = deciding
  const isSame =
    verb === 'confirm' ? change.state !== 'cancelled' && change.state !== 'expired' : change.state === 'cancelled'
  if (isSame && change.decidedBy === actor.id) return shown(change, ports)
  return said(deciding, {
    code: 'Decided',
    message: text`${bold(`This change ${isFinal(change) ? 'has ended' : 'is under way'}: it is ${change.state}.`)} Nothing was done now.`,
    actions: [],
  })
}

/** Somebody was first, in the same moment, or another change took the last room within the hour. */
async function overtaken(deciding: Deciding, ports: SpinePorts): Promise<Ending> {
  const change = (await ports.store.findChange(deciding.change.id)) ?? deciding.change
  const refusal = change.state === 'proposed' ? await findRefusal(deciding, ports) : undefined
  return refusal ?? decidedAlready({ ...deciding, change }, ports)
}

/** What was allowed when it was proposed may not be any more. */
async function findRefusal({ actor, change }: Deciding, ports: SpinePorts): Promise<Ending | undefined> {
  const { product, system } = ports
  const command = commandOf(change, product)
  const { plan, reason } = change
  const asking = askingOf(actor, change, { now: system.now(), plan })
  const allowed = decidePlan(command, plan, { asking, product })
  const person = { team: actor.team, user: actor.id }
  const problem = isProblem(allowed) ? allowed : await findLimit({ command, plan, reason, person }, ports)
  return problem === undefined
    ? undefined
    : told('denied', problemView(problem), { rule: ruleIn(problem), said: change.said, about: change })
}

function said({ change }: Deciding, problem: Problem): Ending {
  const kind = problem.code === 'Mistyped' ? 'mistyped' : 'denied'
  return told(kind, problemView(problem), { rule: problem.code, said: change.said, about: change })
}

function notYours(change: Change, { product }: SpinePorts): Problem {
  const { user, said: command } = change
  return {
    code: 'NotYours',
    message: text`${bold('Only who asked for a change can confirm or cancel it.')} This one is ${{ user }}’s. Nothing was done.`,
    // Without a card it is private, and so is with what it was asked for.
    ...(hasCard(change, product) ? { hint: text`To do it yourself, give the command: ${code(command)}.` } : {}),
    actions: [runs('changes', 'Changes', ['windlass', 'changes', '--all'])],
  }
}

function mistyped({ typed }: Change): Problem {
  return {
    code: 'Mistyped',
    message: text`${bold('That is not what had to be typed.')} Press the button again and type ${code(typed ?? '')}. Nothing was done.`,
    actions: [],
  }
}

function typedIn({ asks }: Delivery): string | undefined {
  return asks.kind === 'offer' ? asks.filled?.[typedField] : undefined
}

/** The one field of the form that confirms a change. */
export const typedField = 'typed'

/** Why what was typed does not confirm the change; nothing where it does, or where the change itself will say it. */
export function findMistyped(change: Change, delivery: Delivery): string | undefined {
  const { state, typed } = change
  if (state !== 'proposed' || typed === undefined || isTypedRight(typedIn(delivery), typed)) return undefined
  return `Type ${typed}, or close this: nothing is done then.`
}

function formFor({ change, delivery }: Deciding, { product }: SpinePorts): Form {
  const command = commandOf(change, product)
  const { wording } = command
  const count = change.plan.targets.length
  const [first] = change.plan.targets
  const isOne = count === 1
  const things = thingsIn(change.plan.targets, command)
  const asked = isOne ? (change.typed === first?.id ? 'id' : 'name') : 'number'
  return {
    value: `${change.id}:confirm`,
    channel: delivery.channel,
    title: isOneFunction(change.plan.targets)
      ? `${wording.ask} ${wording.noun}`
      : `${wording.ask} ${countOf(command, count)}`,
    submit: wording.ask,
    text: text`${bold(`${wording.ask} ${things}`)}${first === undefined ? '' : ` in ${first.place.account}, ${first.place.region}`}. ${isOne ? `Type its ${asked}` : 'Type how many they are'} to confirm: ${code(change.typed ?? '')}`,
    fields: [
      {
        name: typedField,
        label: { id: 'Id', name: 'Name', number: 'Number' }[asked],
        isRequired: true,
        kind: 'text',
        longest: 512,
        placeholder: change.typed ?? '',
      },
    ],
  }
}
