import type { AuditEvent } from '../core/audit.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Invocation, LabelledOffer } from '../core/invocation.ts'
import type { Working } from '../core/outbox.ts'
import { plain } from '../core/text.ts'
import { choicesOf, type View } from '../core/view.ts'
import { askedWords } from './ask.ts'
import type { SpinePorts } from './ports.ts'

/** How a request ended, before anyone was told. */
export type Ending = {
  readonly view: View
  readonly kind: AuditEvent['kind']
  readonly rule: string | undefined
  /** The command's words; as typed where no command was found. */
  readonly words: readonly string[]
}

type Told = {
  readonly delivery: Delivery
  readonly ending: Ending
  readonly working: Working | undefined
  readonly id: string
}

/** Records what happened, then gives the one answer, then marks the delivery as answered. */
export async function giveAnswer(
  { delivery, ending, working, id }: Told,
  { store, slack, system }: SpinePorts,
): Promise<void> {
  const { view } = ending
  const at = system.now()
  await store.recordAnswered(
    { invocation: invocationOf(id, delivery, { ...ending, at }), offers: labelledOffers(view) },
    auditOf(id, delivery, { ...ending, at }),
  )
  if (view.file !== undefined) await slack.outbox.sendFile(delivery.user, view.file)
  await slack.outbox.answer({ delivery, view, recordId: id, working })
  await store.markAnswered(delivery.id, system.now())
}

function invocationOf(
  id: string,
  delivery: Delivery,
  { words, at }: { words: readonly string[]; at: number },
): Invocation {
  const { team, user, channel, surface } = delivery
  return { id, delivery: delivery.id, team, user, channel, surface, words, at }
}

function auditOf(id: string, delivery: Delivery, ending: Ending & { readonly at: number }): AuditEvent {
  const { team, user, channel, surface } = delivery
  return {
    id: `audit-${id}`,
    at: ending.at,
    kind: ending.kind,
    team,
    user,
    channel,
    surface,
    delivery: delivery.id,
    invocation: id,
    words: askedWords(ending.words),
    rule: ending.rule,
    outcome: plain(ending.view.lead),
  }
}

function labelledOffers(view: View): Record<string, LabelledOffer> {
  return Object.fromEntries(
    view.actions.flatMap(choicesOf).map(({ verb, label, does }) => [verb, { label, offer: does }]),
  )
}
