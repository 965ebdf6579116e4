import type { Change } from '../core/change.ts'
import type { Delivery, Inbox } from '../core/delivery.ts'
import type { FormMistakes, FormValues } from '../core/form.ts'
import type { Filled } from '../core/lambda/fill-form.ts'
import { type FilledMessage, readMessageForm } from '../core/message-form.ts'
import type { Unanswered } from '../core/store.ts'
import type { Offer } from '../core/view.ts'
import { auditOf } from './answer.ts'
import { fillOffer, findPressed } from './ask.ts'
import { findMistyped, typedField } from './confirm.ts'
import type { SpinePorts } from './ports.ts'
import { receive } from './receive.ts'
import { recover } from './recover.ts'
import { run } from './run.ts'
import { suggest } from './suggest.ts'

export type Spine = Inbox & {
  /** Takes up deliveries without an answer, but for those that are being answered. */
  recover(left: readonly Unanswered[]): Promise<void>
  /** Resolves when no request is under way any more. */
  drained(): Promise<void>
}

export function createSpine(ports: SpinePorts): Spine {
  const underWay = new Map<string, Promise<void>>()
  const track = (id: string, work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => underWay.delete(id))
    underWay.set(id, tracked)
    return tracked
  }
  return {
    receive: (delivery) => receive(delivery, ports),
    answer: (delivery) => track(delivery.id, run({ delivery, working: undefined }, ports)),
    suggest: (suggestion) => suggest(suggestion, ports),
    findMistakes: (delivery) => findMistakes(delivery, ports),
    forget: ({ id }) => ports.store.markAnswered(id, ports.system.now()),
    async recover(left) {
      const idle = left.filter(({ delivery }) => !underWay.has(delivery.id))
      await Promise.all(idle.map((each) => track(each.delivery.id, recover(each, ports))))
    },
    async drained() {
      while (underWay.size > 0) await Promise.allSettled(underWay.values())
    },
  }
}

async function findMistakes(delivery: Delivery, ports: SpinePorts): Promise<FormMistakes | undefined> {
  const { asks } = delivery
  if (asks.kind !== 'offer') return undefined
  const pressed = await findPressed(asks.value, ports)
  if (pressed?.kind === 'words' && pressed.of === delivery.user) {
    const filled = fill(pressed.offer, asks.filled ?? {})
    return filled?.ok === false ? filled.mistakes : undefined
  }
  if (pressed?.kind !== 'decision') return undefined
  const mistake = findMistyped(pressed.change, delivery)
  if (mistake === undefined) return undefined
  await recordMistyped(pressed.change, delivery, ports)
  return { [typedField]: mistake }
}

function fill(offer: Offer, filled: FormValues): Filled | FilledMessage | undefined {
  if (offer.kind === 'message') return readMessageForm(filled)
  return offer.kind === 'fill' ? fillOffer(offer.form, filled) : undefined
}

/** What was typed stays out of it: a form that is open takes whatever is in the clipboard. */
function recordMistyped(change: Change, delivery: Delivery, { store, system }: SpinePorts): Promise<void> {
  const mistyped = { kind: 'mistyped', rule: 'Mistyped', said: change.said, about: change } as const
  const outcome = `something else than ${change.typed} was typed`
  return store.recordAudit(auditOf(system.newId(), delivery, { ...mistyped, outcome, at: system.now() }))
}
