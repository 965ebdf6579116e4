import type { AuditEvent } from '../core/audit.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Invocation, LabelledOffer } from '../core/invocation.ts'
import type { Working } from '../core/outbox.ts'
import { problemView } from '../core/problem.ts'
import { plain } from '../core/text.ts'
import { choicesOf, type View } from '../core/view.ts'
import { explainFailure } from './failure.ts'
import type { SpinePorts } from './ports.ts'

/** How a request ended, before anyone was told. */
export type Ending = {
  readonly view: View
  readonly kind: AuditEvent['kind']
  readonly rule: string | undefined
  /** What the person said, for the audit. */
  readonly said: string
}

type Told = {
  readonly delivery: Delivery
  readonly ending: Ending
  readonly working: Working | undefined
  readonly id: string
}

/**
 * Records what happened, gives the one answer, and marks the delivery as answered, in this order. What Slack did not
 * take stays unanswered and is taken up later. Never throws.
 */
export async function giveAnswer(told: Told, ports: SpinePorts): Promise<void> {
  // The store is closed, or will be in the middle: the next start does it.
  if (ports.stopped.aborted) return
  const view = await recorded(told, ports)
  if (!(await isGiven({ ...told, view }, ports))) return
  const { delivery, id } = told
  await ports.store.markAnswered(delivery.id, ports.system.now()).catch((error: unknown) => {
    ports.log.error({ reference: id, delivery: delivery.id, error }, 'an answer was given and could not be marked')
  })
}

/** What may be shown: the ending's view, or where it could not be recorded, that. */
async function recorded({ delivery, ending, id }: Told, { store, system, log }: SpinePorts): Promise<View> {
  const { view } = ending
  const at = system.now()
  try {
    await store.recordAnswered(
      { invocation: invocationOf(id, delivery, { ...ending, at }), offers: labelledOffers(view) },
      auditOf(id, delivery, { ...ending, outcome: plain(view.lead), at }),
    )
    return view
  } catch (error) {
    return problemView(explainFailure(error, { log, reference: id }))
  }
}

async function isGiven(
  { delivery, ending, working, id, view }: Told & { readonly view: View },
  ports: SpinePorts,
): Promise<boolean> {
  const { outbox } = ports.slack
  try {
    await outbox.answer({
      delivery,
      view: await withFileSent({ delivery, id, view, said: ending.said }, ports),
      recordId: id,
      working,
    })
    return true
  } catch (error) {
    ports.log.error({ reference: id, delivery: delivery.id, error }, 'Slack took no answer; it is tried again later')
    return false
  }
}

type Sending = Pick<Told, 'delivery' | 'id'> & { readonly view: View; readonly said: string }

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

function invocationOf(id: string, delivery: Delivery, { said, at }: { said: string; at: number }): Invocation {
  const { team, user, channel, surface } = delivery
  return { id, delivery: delivery.id, team, user, channel, surface, said, at }
}

type Audited = Pick<Ending, 'kind' | 'rule' | 'said'> & { readonly outcome: string; readonly at: number }

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
