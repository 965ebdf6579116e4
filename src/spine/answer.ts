import type { Conversation } from '../core/asking/conversation.ts'
import { type AuditEvent, auditTarget } from '../core/audit.ts'
import type { Change } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Invocation, LabelledOffer } from '../core/invocation.ts'
import type { Form, Working } from '../core/outbox.ts'
import type { Plan } from '../core/plan.ts'
import { type Problem, problemView, runs } from '../core/problem.ts'
import { scrub } from '../core/scrub.ts'
import { bold, code, plain, text } from '../core/text.ts'
import { type Action, choicesOf, type Offer, type View, type ViewFile } from '../core/view.ts'
import { cardView, showCard, stateOf } from './card.ts'
import { explainFailure } from './failure.ts'
import { giveProposal, recordProposal } from './give-proposal.ts'
import { keptOffer } from './keep.ts'
import type { SpinePorts } from './ports.ts'

/** How a request ended, before anyone was told: what is the one visible answer to it. */
export type Ending =
  | Told
  /** The card of a change; recorded here where it is new, and found after a crash where it is not. */
  | Proposal
  /** The card of a change that has moved already, brought up to date. */
  | { readonly gives: 'card'; readonly change: Change }
  | Opening

type Proposal = { readonly gives: 'proposal'; readonly change: Change; readonly isNew: boolean }

type Opening = {
  readonly gives: 'form'
  readonly form: Form
  readonly said: string
  readonly about: About
  /** What its submission is for, where it is not for a change: kept under the request. */
  readonly offers?: Readonly<Record<string, LabelledOffer>>
}

export type Told = {
  readonly gives: 'answer'
  readonly view: View
  readonly kind: AuditEvent['kind']
  readonly rule: string | undefined
  /** What the person said, for the audit. */
  readonly said: string
  readonly about?: About
  /** What is pressed on the answer leaves it where it is. */
  readonly isKept?: true
  /** For everyone in the channel. */
  readonly isOpen?: true
  /** What the conversation is about with it. */
  readonly conversation?: Conversation | undefined
  /** The message on which it was pressed shows it by itself. */
  readonly isSeen?: true
}

/** What was to be changed, for the audit; without an id where it came to no change. */
type About = { readonly plan: Pick<Plan, 'targets'>; readonly id?: string }

export function told(kind: AuditEvent['kind'], view: View, of: Pick<Told, 'rule' | 'said' | 'about'>): Told {
  return { gives: 'answer', view, kind, ...of }
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
    if (ending.gives === 'proposal' && ending.isNew) return await proposed(ending, giving, ports)
    if (ending.gives === 'form') await recordAsked(ending, giving, ports)
    return ending
  } catch (error) {
    const problem = explainFailure(error, { log: ports.log, reference: giving.id })
    const id = 'about' in ending ? ending.about?.id : undefined
    const view = id === undefined ? problemView(problem) : notShown(id)
    return told('failed', view, { rule: problem.code, said: '' })
  }
}

/** Something may have been done: what, the change itself says. */
export function notShown(id: string): View {
  return {
    lead: text`${bold('What came of it could not be shown here.')} ${code(`/windlass changes ${id}`)} has it.`,
    parts: [],
    actions: [runs('changes', 'Show it', ['windlass', 'changes', id])],
  }
}

/**
 * The file goes first: what could not be read whole is not to be confirmed. Killed in between, Windlass proposes anew,
 * and the file is there twice.
 */
async function proposed(ending: Proposal, giving: Giving, ports: SpinePorts): Promise<Ending> {
  const { change } = ending
  const { file } = cardView(change, ports)
  const problem = file === undefined ? undefined : await findUnsent(file, giving, ports)
  if (problem === undefined) {
    await recordProposal(change, giving, ports)
    return ending
  }
  const why = text`${bold('The file with all of it could not be sent, so nothing was proposed.')} ${plain(problem.message)}`
  const { said, plan } = change
  const unsent = told('failed', problemView({ ...problem, message: why }), {
    rule: problem.code,
    said,
    about: { plan },
  })
  await recordTold(unsent, giving, ports)
  return unsent
}

export async function recordTold(
  ending: Told,
  { delivery, id }: Pick<Giving, 'delivery' | 'id'>,
  { store, system }: SpinePorts,
): Promise<void> {
  const at = system.now()
  await store.recordAnswered(
    { invocation: invocationOf(id, delivery, { ...ending, at }), offers: labelledOffers(ending.view) },
    auditOf(id, delivery, { ...ending, outcome: plain(ending.view.lead), at }),
    ending.conversation,
  )
}

async function recordAsked(opening: Opening, { delivery, id }: Giving, ports: SpinePorts): Promise<void> {
  const { form, said, about, offers } = opening
  const at = ports.system.now()
  const event = auditOf(id, delivery, { kind: 'asked', rule: undefined, said, about, outcome: plain(form.text), at })
  if (offers === undefined) await ports.store.recordAudit(event)
  else
    await ports.store.recordAnswered(
      { invocation: invocationOf(id, delivery, { said, at }), offers: keptOffers(offers) },
      event,
    )
}

async function give(ending: Ending, giving: Giving, ports: SpinePorts): Promise<void> {
  const { delivery, working, id } = giving
  switch (ending.gives) {
    case 'answer':
      if (ending.isSeen === true) return
      return ports.slack.outbox.answer({
        delivery,
        view: await withFileSent({ ...giving, view: ending.view, said: ending.said }, ports),
        recordId: id,
        working,
        ...(ending.isKept === true ? { isKept: true } : {}),
        ...(ending.isOpen === true ? { isOpen: true } : {}),
      })
    case 'proposal': {
      const { change } = ending
      return giveProposal(change, { ...giving, view: cardView(change, ports) }, ports)
    }
    case 'card':
      return giveCard(ending.change, delivery, ports)
    case 'form':
      return giveForm(ending, giving, ports)
  }
}

/** The card, and where something else was pressed, a second post of it that Slack had taken unsaid, that too. */
async function giveCard(change: Change, { channel, cardTs: ts }: Delivery, ports: SpinePorts): Promise<void> {
  await showCard(change, ports)
  if (ts === undefined || ts === change.card?.ts) return
  await ports.slack.outbox.updateCard({ channel, ts }, stateOf(change, cardView(change, ports)))
}

/** The form itself is the answer. Where its time has run out, as after a crash, the button is to be pressed again. */
async function giveForm(opening: Opening, giving: Giving, ports: SpinePorts): Promise<void> {
  const { trigger } = giving.delivery
  if (trigger !== undefined && (await ports.slack.outbox.openForm(trigger, opening.form))) {
    const { delivery, id: recordId, working } = giving
    // In its place: else it would be said for ever.
    if (working !== undefined) await ports.slack.outbox.answer({ delivery, view: formIsOpen, recordId, working })
    return
  }
  const late = tooLate(opening)
  // Beside the form's own record.
  const besides = { ...giving, id: ports.system.newId() }
  await recordTold(late, besides, ports)
  await give(late, besides, ports)
}

const formIsOpen: View = {
  lead: text`The form is open. Nothing is done before you send it.`,
  parts: [],
  actions: [],
}

/** Slack lets a form be opened for three seconds, and only after a command or a button. */
function tooLate({ said, about, offers }: Opening): Told {
  const open = Object.values(offers ?? {}).find(({ offer }) => offer.kind === 'fill' || offer.kind === 'message')?.offer
  const of = { rule: 'TriggerExpired', said, about }
  if (open?.kind !== 'fill' && open?.kind !== 'message') {
    const lead = text`${bold('Press that button once more.')} Slack lets Windlass ask for three seconds only, and they had passed. Nothing was done.`
    return told('misunderstood', { lead, parts: [], actions: [] }, of)
  }
  const lead = text`${bold('There is a form to fill in.')} Slack opens it for who presses a button. Nothing was done yet.`
  const does: Offer = open.kind === 'message' ? open : { kind: 'run', words: open.words }
  const actions: Action[] = [{ kind: 'button', verb: 'open', label: 'Open the form', does }]
  return told('answered', { lead, parts: [], actions }, of)
}

type Sending = Pick<Giving, 'delivery' | 'id'> & { readonly view: View; readonly said: string }

/** Sends the view's file, if it has one; where that fails, the answer is why. */
async function withFileSent({ delivery, id, view, said }: Sending, ports: SpinePorts): Promise<View> {
  const problem = view.file === undefined ? undefined : await findUnsent(view.file, { delivery, id }, ports)
  if (problem === undefined) return view
  const outcome = plain(problem.message)
  const at = ports.system.now()
  await ports.store.recordAudit(auditOf(id, delivery, { kind: 'failed', rule: problem.code, said, outcome, at }))
  return problemView(problem)
}

/** Sends it; gives why that failed. */
async function findUnsent(
  file: ViewFile,
  { delivery, id }: Pick<Giving, 'delivery' | 'id'>,
  { slack, log }: SpinePorts,
): Promise<Problem | undefined> {
  try {
    await slack.outbox.sendFile(delivery.user, file)
    return undefined
  } catch (error) {
    return explainFailure(error, { log, reference: id })
  }
}

type Said = Pick<Told, 'said' | 'isOpen'> & { readonly at: number }

export function invocationOf(id: string, delivery: Delivery, { said, at, isOpen }: Said): Invocation {
  const { team, user, channel, surface } = delivery
  const open = isOpen === undefined ? {} : { isOpen }
  return { id, delivery: delivery.id, team, user, channel, surface, said, at, ...open }
}

type Audited = Pick<Told, 'kind' | 'rule' | 'said' | 'about'> & { readonly outcome: string; readonly at: number }

export function auditOf(id: string, delivery: Delivery, audited: Audited): AuditEvent {
  const { team, user, channel, surface } = delivery
  const { kind, rule, said, about, outcome, at } = audited
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
    ...(about?.id === undefined ? {} : { change: about.id }),
    ...(about === undefined ? {} : { targets: about.plan.targets.map(auditTarget) }),
  }
}

function keptOffers(offers: Readonly<Record<string, LabelledOffer>>): Record<string, LabelledOffer> {
  return Object.fromEntries(
    Object.entries(offers).map(([verb, { label, offer }]) => [verb, { label: scrub(label), offer: keptOffer(offer) }]),
  )
}

function labelledOffers(view: View): Record<string, LabelledOffer> {
  const choices = view.actions.flatMap(choicesOf)
  return keptOffers(Object.fromEntries(choices.map(({ verb, label, does }) => [verb, { label, offer: does }])))
}
