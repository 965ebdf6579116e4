import type { ReceiverEvent } from '@slack/bolt'
import type { Delivery, Inbox } from '../core/delivery.ts'
import type { FormMistakes, FormValues } from '../core/form.ts'
import type { Log } from '../core/log.ts'
import type { Sealer } from '../core/sealer.ts'
import type { System } from '../core/system.ts'
import type { AgentEvent } from './agent-event.ts'
import { mistakesIn, sentenceIn } from './form-fields.ts'
import { readBody } from './receive.ts'
import { suggestOptions } from './suggest-options.ts'
import { within } from './time-limit.ts'
import { createTurns, type Turns } from './turns.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'

export type IntakeOptions = {
  readonly inbox: Inbox
  readonly botUser: string
  readonly system: System
  readonly log: Log
  /** For what is typed into secret fields. */
  readonly seal: Sealer['seal']
  /** One sentence for the person who pressed something, where an acknowledgement cannot carry it. */
  readonly tell: (delivery: Delivery, sentence: string) => Promise<void>
  /** What is no delivery, and is neither stored nor answered. */
  readonly heed: (event: AgentEvent) => Promise<void>
}

export type Intake = {
  /** Bolt's `processEvent`. Rejects, with nothing acknowledged, only where Slack is to send the event again. */
  take(event: ReceiverEvent): Promise<void>
  /** Turns away what comes from now on, and resolves when every acknowledgement that is owed has been given. */
  close(): Promise<void>
  /** Resolves when nothing is being answered any more. */
  drained(): Promise<void>
}

/** Rejected with for an event that Slack is to send again: to this process later, or to another one now. */
export class NotTakenError extends Error {}

type Ack = ReceiverEvent['ack']
type Taking = IntakeOptions & { readonly answering: UnderWay; readonly inTurn: Turns }

/**
 * Stores first, acknowledges then, answers last. Bolt itself acknowledges events before any middleware could store them,
 * and tells surfaces apart that take the same way here: so Bolt brings the body and the `ack`, and its own `processEvent`
 * is not used.
 */
export function createIntake(options: IntakeOptions): Intake {
  const taking = { ...options, answering: createUnderWay(options.log), inTurn: createTurns(options.system) }
  const acknowledging = createUnderWay(options.log)
  let isClosed = false
  return {
    async take(event) {
      const taken = isClosed ? turnAway(event, taking) : take(event, taking)
      acknowledging.add(taken.catch(() => {}))
      return taken
    },
    async close() {
      isClosed = true
      await acknowledging.settled()
    },
    drained: () => taking.answering.settled(),
  }
}

async function take({ body, ack }: ReceiverEvent, taking: Taking): Promise<void> {
  const { botUser, seal, system, log, answering, heed } = taking
  const received = readBody(body, { botUser, seal, now: system.now() })
  if (received.kind === 'suggestion') return ack({ options: await suggestOptions(received.suggestion, taking) })
  if (received.kind === 'delivery') return takeDelivery(received.delivery, ack, taking)
  if (received.kind === 'agent') {
    await ack()
    answering.add(heed(received.event))
    return
  }
  log.debug({ reason: received.reason }, 'nothing that Windlass answers')
  await ack()
}

async function takeDelivery(delivery: Delivery, ack: Ack, taking: Taking): Promise<void> {
  const { inbox, answering, inTurn, log } = taking
  const mistakes = delivery.surface === 'modal' ? await findMistakes(delivery, taking) : {}
  if (Object.keys(mistakes).length > 0) return ack(mistakesIn(filledIn(delivery), mistakes))
  const outcome = await store(delivery, taking)
  if (outcome === undefined) return refuse(delivery, ack, { ...taking, sentence: sentences.storeDown })
  // Not acknowledged is not undone: it is stored, and so it is answered.
  await ack().catch((error: unknown) => log.warn({ error, delivery: delivery.id }, 'an acknowledgement got lost'))
  if (outcome !== 'new') return
  // A card may ask for something to be typed, and Slack lets it for three seconds only: it waits behind nobody's list.
  answering.add(delivery.isOnCard === true ? inbox.answer(delivery) : inTurn(() => inbox.answer(delivery)))
}

// A slash command fails in Slack after 3 s. What the store cannot do in one, it will not do in three.
const storeLimit = { ms: 1_000, late: () => new Error('the store did not answer within 1 s') }

/** A submission is looked at before it is taken. What cannot be looked at in time is taken: the answer says the same. */
async function findMistakes(delivery: Delivery, { inbox, system, log }: Taking): Promise<FormMistakes> {
  try {
    return (await within(storeLimit, system, inbox.findMistakes(delivery))) ?? {}
  } catch (error) {
    log.warn({ error, delivery: delivery.id }, 'a form could not be looked at before it was taken')
    return {}
  }
}

function filledIn({ asks }: Delivery): FormValues {
  return asks.kind === 'offer' ? (asks.filled ?? {}) : {}
}

async function store(delivery: Delivery, taking: Taking): Promise<'new' | 'seen' | undefined> {
  const { inbox, system, log, answering } = taking
  const storing = inbox.receive(delivery)
  try {
    return await within(storeLimit, system, storing)
  } catch (error) {
    log.error({ error, delivery: delivery.id }, 'a delivery could not be stored')
    answering.add(storing.then((late) => (late === 'new' ? settleLate(delivery, taking) : undefined)))
    return undefined
  }
}

/** Stored after all. What was refused stays undone; an event is answered, as Slack's next copy of it will be dropped. */
async function settleLate(delivery: Delivery, { inbox, inTurn }: Taking): Promise<void> {
  await (isEvent(delivery) ? inTurn(() => inbox.answer(delivery)) : inbox.forget(delivery))
}

const sentences = {
  storeDown: 'The store of Windlass does not answer, so nothing was done. Try again in some minutes.',
  closing: 'Windlass is being restarted, so nothing was done. Try again in some seconds.',
}

async function refuse(
  delivery: Delivery,
  ack: Ack,
  { tell, answering, sentence }: Taking & { sentence: string },
): Promise<void> {
  if (isEvent(delivery)) throw new NotTakenError(sentence)
  if (delivery.surface === 'slash') return ack({ response_type: 'ephemeral', text: sentence })
  if (delivery.surface === 'modal') return ack(sentenceIn(filledIn(delivery), sentence))
  await ack()
  // Slack shows nothing that comes with the acknowledgement of a click.
  answering.add(tell(delivery, sentence))
}

async function turnAway({ body, ack }: ReceiverEvent, taking: Taking): Promise<void> {
  const { botUser, seal, system } = taking
  const received = readBody(body, { botUser, seal, now: system.now() })
  if (received.kind === 'delivery') return refuse(received.delivery, ack, { ...taking, sentence: sentences.closing })
  await ack(received.kind === 'suggestion' ? { options: [] } : undefined)
}

/** Events are sent again when they are not acknowledged; commands and clicks are not. */
function isEvent({ surface }: Delivery): boolean {
  return surface === 'mention' || surface === 'direct'
}
