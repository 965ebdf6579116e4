import { type Change, cancelled, confirmed, expired, followedAgain, isFinal } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Form } from '../core/outbox.ts'
import type { Actor } from '../core/people.ts'
import { isProblem, type Problem, problemView, runs } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'
import type { ChangeVerb } from '../core/view.ts'
import { type Ending, told } from './answer.ts'
import { askingOf } from './asking.ts'
import { commandOf } from './card.ts'
import { decidePlan } from './decide-plan.ts'
import { placeCard } from './give-proposal.ts'
import { findLimit } from './limits.ts'
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
    return { gives: 'form', form: formFor(deciding, ports), said: change.said }
  if (change.typed !== undefined && typed !== change.typed) return said(deciding, mistyped(change))
  const moved = await move(
    change.id,
    (current): Move | undefined => {
      const next = confirmed(current, { by: actor.id, at: now })
      if (next === undefined) return undefined
      const outcome = `confirmed: ${next.plan.targets.map(({ id }) => id).join(', ')}`
      return {
        change: next,
        events: [eventOf(next, 'confirmed', { at: now, by: actor.id, outcome })],
        jobs: [jobFor(next, 'apply', now)],
      }
    },
    ports,
  )
  return moved === undefined ? overtaken(deciding, ports) : { gives: 'card', change: moved }
}

async function cancel(deciding: Deciding, ports: SpinePorts): Promise<Ending> {
  const { change, actor } = deciding
  const now = ports.system.now()
  const standing = await findStanding(deciding, ports)
  if (standing !== undefined) return standing
  const moved = await move(
    change.id,
    (current): Move | undefined => {
      const next = cancelled(current, { by: actor.id, at: now })
      if (next === undefined) return undefined
      return { change: next, events: [eventOf(next, 'cancelled', { at: now, by: actor.id, outcome: 'cancelled' })] }
    },
    ports,
  )
  return moved === undefined ? overtaken(deciding, ports) : { gives: 'card', change: moved }
}

/** For targets that took longer than Windlass looks by itself. Only looks, so anyone who sees the card may ask for it. */
async function lookAgain({ change, actor }: Deciding, ports: SpinePorts): Promise<Ending> {
  const now = ports.system.now()
  const moved = await move(
    change.id,
    (current): Move | undefined => {
      const next = followedAgain(current, now)
      if (next === undefined) return undefined
      const event = eventOf(next, 'answered', { at: now, by: actor.id, outcome: 'looked at again' })
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
  if (change.user !== actor.id) return said(deciding, notYours(change))
  if (change.state !== 'proposed') return decidedAlready(deciding)
  const gone = await move(
    change.id,
    (current): Move | undefined => {
      const next = expired(current, now)
      if (next === undefined) return undefined
      return { change: next, events: [eventOf(next, 'expired', { at: now, outcome: 'nobody confirmed it in time' })] }
    },
    ports,
  )
  return gone === undefined ? undefined : { gives: 'card', change: gone }
}

/** Pressed twice by the same person it is the same yes; anything else is told what became of it. */
function decidedAlready(deciding: Deciding): Ending {
  const { change, verb, actor } = deciding
  const isSame =
    verb === 'confirm' ? change.state !== 'cancelled' && change.state !== 'expired' : change.state === 'cancelled'
  if (isSame && change.decidedBy === actor.id) return { gives: 'card', change }
  return said(deciding, {
    code: 'Decided',
    message: text`${bold(`This change ${isFinal(change) ? 'has ended' : 'is under way'}: it is ${change.state}.`)} Nothing was done now.`,
    actions: [],
  })
}

/** Somebody was first, in the same moment. */
async function overtaken(deciding: Deciding, { store }: SpinePorts): Promise<Ending> {
  const change = await store.findChange(deciding.change.id)
  return decidedAlready({ ...deciding, change: change ?? deciding.change })
}

/** What was allowed when it was proposed may not be any more. */
async function findRefusal({ actor, change }: Deciding, ports: SpinePorts): Promise<Ending | undefined> {
  const { product, system } = ports
  const command = commandOf(change, product)
  const { plan, reason } = change
  const asking = askingOf(actor, change, { now: system.now(), plan })
  const rule = decidePlan(command, plan, { asking, product })
  const person = { team: actor.team, user: actor.id }
  const problem = isProblem(rule) ? rule : await findLimit({ command, plan, reason, person }, ports)
  return problem === undefined
    ? undefined
    : told('denied', problemView(problem), { rule: problem.code, said: change.said })
}

function said({ change }: Deciding, problem: Problem): Ending {
  return told('denied', problemView(problem), { rule: problem.code, said: change.said })
}

function notYours({ user, plan }: Change): Problem {
  return {
    code: 'NotYours',
    message: text`${bold('Only who asked for a change can confirm or cancel it.')} This one is ${{ user }}’s. Nothing was done.`,
    hint: text`To do it yourself, give the command: ${code(`/${plan.words.join(' ')}`)}.`,
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
  return asks.kind === 'offer' ? asks.typed?.trim() : undefined
}

/** Why what was typed does not confirm the change; nothing where it does, or where the change itself will say it. */
export function findMistyped(change: Change, delivery: Delivery): string | undefined {
  if (change.state !== 'proposed' || change.typed === undefined || typedIn(delivery) === change.typed) return undefined
  return `Type ${change.typed}, or close this: nothing is done then.`
}

function formFor({ change, delivery }: Deciding, { product }: SpinePorts): Form {
  const { wording } = commandOf(change, product)
  const count = change.plan.targets.length
  const [first] = change.plan.targets
  const things = count === 1 ? (first?.name ?? wording.noun) : `${count} ${wording.noun}s`
  const isOne = count === 1
  return {
    value: `${change.id}:confirm`,
    channel: delivery.channel,
    title: `${wording.ask} ${count} ${wording.noun}${isOne ? '' : 's'}`,
    submit: wording.ask,
    text: text`${bold(`${wording.ask} ${things}`)}${first === undefined ? '' : ` in ${first.place.account}, ${first.place.region}`}. ${isOne ? 'Type its name' : 'Type how many they are'} to confirm: ${code(change.typed ?? '')}`,
    label: isOne ? 'Name' : 'Number',
    placeholder: change.typed ?? '',
  }
}
