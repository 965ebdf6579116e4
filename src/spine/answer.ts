import type { AuditEvent } from '../core/audit.ts'
import type { Change } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Invocation, LabelledOffer } from '../core/invocation.ts'
import type { Form, Working } from '../core/outbox.ts'
import { problemView } from '../core/problem.ts'
import { bold, plain, text } from '../core/text.ts'
import { choicesOf, type View } from '../core/view.ts'
import { cardView, showCard } from './card.ts'
import { explainFailure } from './failure.ts'
import { giveProposal, recordProposal } from './give-proposal.ts'
import type { SpinePorts } from './ports.ts'

/** How a request ended, before anyone was told: what is the one visible answer to it. */
export type Ending =
  | Told
  /** The card of a change; recorded here where it is new, and found after a crash where it is not. */
  | { readonly gives: 'proposal'; readonly change: Change; readonly isNew: boolean }
  /** The card of a change that has moved already, brought up to date. */
  | { readonly gives: 'card'; readonly change: Change }
  | { readonly gives: 'form'; readonly form: Form; readonly said: string }

export type Told = {
  readonly gives: 'answer'
  readonly view: View
  readonly kind: AuditEvent['kind']
  readonly rule: string | undefined
  /** What the person said, for the audit. */
  readonly said: string
}

export function told(kind: AuditEvent['kind'], view: View, { rule, said }: Pick<Told, 'rule' | 'said'>): Told {
  return { gives: 'answer', view, kind, rule, said }
}

export type Giving = {
  readonly delivery: Delivery
  readonly working: Working | undefined
  /** Of the request. */
  readonly id: string
}

/**
 * Records what happened, gives the one answer, and marks the delivery as answered, in this order. What Slack did not
 * take stays unanswered and is taken up later. Never throws.
 */
export async function giveAnswer(ending: Ending, giving: Giving, ports: SpinePorts): Promise<void> {
  // The store is closed, or will be in the middle: the next start does it.
  if (ports.stopped.aborted) return
  const { delivery, id } = giving
  try {
    await give(await recorded(ending, giving, ports), giving, ports)
  } catch (error) {
    ports.log.error({ reference: id, delivery: delivery.id, error }, 'Slack took no answer; it is tried again later')
    return
  }
  await ports.store.markAnswered(delivery.id, ports.system.now()).catch((error: unknown) => {
    ports.log.error({ reference: id, delivery: delivery.id, error }, 'an answer was given and could not be marked')
  })
}

/** What may be shown: the ending itself, or where it could not be recorded, that. */
async function recorded(ending: Ending, giving: Giving, ports: SpinePorts): Promise<Ending> {
  try {
    if (ending.gives === 'answer') await recordTold(ending, giving, ports)
    if (ending.gives === 'proposal' && ending.isNew) await recordProposal(ending.change, giving, ports)
    return ending
  } catch (error) {
    const problem = explainFailure(error, { log: ports.log, reference: giving.id })
    return told('failed', problemView(problem), { rule: problem.code, said: '' })
  }
}

async function recordTold(ending: Told, { delivery, id }: Giving, { store, system }: SpinePorts): Promise<void> {
  const at = system.now()
  await store.recordAnswered(
    { invocation: invocationOf(id, delivery, { ...ending, at }), offers: labelledOffers(ending.view) },
    auditOf(id, delivery, { ...ending, outcome: plain(ending.view.lead), at }),
  )
}

async function give(ending: Ending, giving: Giving, ports: SpinePorts): Promise<void> {
  const { delivery, working, id } = giving
  switch (ending.gives) {
    case 'answer':
      return ports.slack.outbox.answer({
        delivery,
        view: await withFileSent({ ...giving, view: ending.view, said: ending.said }, ports),
        recordId: id,
        working,
      })
    case 'proposal': {
      const { change } = ending
      const view = await withFileSent({ ...giving, view: cardView(change, ports), said: change.said }, ports)
      return giveProposal(change, { ...giving, view }, ports)
    }
    case 'card':
      return showCard(ending.change, ports)
    case 'form':
      return giveForm(ending, giving, ports)
  }
}

/** The form itself is the answer. Where its time has run out, as after a crash, the button is to be pressed again. */
async function giveForm({ form, said }: Ending & { gives: 'form' }, giving: Giving, ports: SpinePorts): Promise<void> {
  const { trigger } = giving.delivery
  if (trigger !== undefined && (await ports.slack.outbox.openForm(trigger, form))) return
  const lead = text`${bold('Press that button once more.')} Slack lets Windlass ask for three seconds only, and they had passed. Nothing was done.`
  const late = told('misunderstood', { lead, parts: [], actions: [] }, { rule: 'TriggerExpired', said })
  await recordTold(late, giving, ports)
  await give(late, giving, ports)
}

type Sending = Pick<Giving, 'delivery' | 'id'> & { readonly view: View; readonly said: string }

/** Sends the view's file, if it has one; where that fails, the answer is why. */
async function withFileSent(
  { delivery, id, view, said }: Sending,
  { slack, store, system, log }: SpinePorts,
): Promise<View> {
  if (view.file === undefined) return view
  try {
    await slack.outbox.sendFile(delivery.user, view.file)
    return view
  } catch (error) {
    const problem = explainFailure(error, { log, reference: id })
    const outcome = plain(problem.message)
    await store.recordAudit(
      auditOf(id, delivery, { kind: 'failed', rule: problem.code, said, outcome, at: system.now() }),
    )
    return problemView(problem)
  }
}

export function invocationOf(id: string, delivery: Delivery, { said, at }: { said: string; at: number }): Invocation {
  const { team, user, channel, surface } = delivery
  return { id, delivery: delivery.id, team, user, channel, surface, said, at }
}

type Audited = Pick<Told, 'kind' | 'rule' | 'said'> & { readonly outcome: string; readonly at: number }

export function auditOf(id: string, delivery: Delivery, audited: Audited): AuditEvent {
  const { team, user, channel, surface } = delivery
  const { kind, rule, said, outcome, at } = audited
  return {
    id: `${kind}-${id}`,
    at,
    kind,
    team,
    user,
    channel,
    surface,
    delivery: delivery.id,
    invocation: id,
    said,
    rule,
    outcome,
  }
}

function labelledOffers(view: View): Record<string, LabelledOffer> {
  return Object.fromEntries(
    view.actions.flatMap(choicesOf).map(({ verb, label, does }) => [verb, { label, offer: does }]),
  )
}
