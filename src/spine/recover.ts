import { type Change, next, wasConfirmed } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import { shortcutName } from '../core/message-payload.ts'
import type { Posted } from '../core/outbox.ts'
import { isProblem, runs } from '../core/problem.ts'
import type { Unanswered } from '../core/store.ts'
import { bold, code, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { tokenize } from '../core/words.ts'
import { giveAnswer, told } from './answer.ts'
import { findPressed, keptWords, type Pressed, saidIn } from './ask.ts'
import { doAtOnce } from './at-once.ts'
import { hasCard } from './card.ts'
import { findCommand } from './find.ts'
import { move } from './move.ts'
import type { Product, SpinePorts } from './ports.ts'
import { proposalKey } from './proposal-key.ts'
import { run } from './run.ts'

// As long as a response_url lives: later, an answer is news of another time.
const freshMs = 30 * 60_000
// Whom Slack has not let us reach for so long, nobody will.
const hopelessMs = 24 * 3_600_000

/** What was received and not marked as answered: reads run again, of the rest the person is told. Never throws. */
export async function recover({ delivery, working }: Unanswered, ports: SpinePorts): Promise<void> {
  // Its answer goes on, beside the request that it is of.
  if (ports.followings.find(delivery.id) !== undefined) return
  const age = ports.system.now() - delivery.receivedAt
  ports.log.info({ delivery: delivery.id, ageMs: age }, 'a delivery without an answer is taken up')
  try {
    const pressed = delivery.asks.kind === 'offer' ? await findPressed(delivery.asks.value, ports) : undefined
    const begun = await findBegun(delivery, pressed, ports)
    // What was done is told a day longer: Windlass itself may have been down.
    if (age > (begun === undefined ? hopelessMs : 2 * hopelessMs)) {
      if (begun !== undefined) await doAtOnce(begun, ports)
      return await giveUp(delivery, ports)
    }
    // Killed after Slack took the answer and before that was written down.
    const posted = await ports.slack.outbox.findPosted(delivery)
    if (posted.isAnswered) return await settleAnswered(delivery, posted, ports)
    // A stream is where the answer was moved to; what was posted is then only what stands above it.
    const unanswered = { delivery, working: working?.ts === undefined ? (posted.working ?? working) : working }
    if (begun !== undefined) return await tellBegun(unanswered, begun, ports)
    // A change moves by compare-and-set, once, and says itself when it is too late for that.
    if (pressed?.kind === 'decision') return await run(unanswered, ports)
    // Sharing may have happened already: it is not done twice by itself.
    if (age < freshMs && pressed?.offer.kind !== 'share') return await run(unanswered, ports)
    await tell(unanswered, pressed?.offer, ports)
  } catch (error) {
    ports.log.error({ delivery: delivery.id, error }, 'a delivery could not be taken up')
  }
}

/** What is done within a request was begun by this one: whatever the person may now, and however late, its outcome is the answer. */
async function findBegun(
  delivery: Delivery,
  pressed: Pressed | undefined,
  ports: SpinePorts,
): Promise<Change | undefined> {
  const change =
    pressed?.kind === 'decision'
      ? confirmedBy(delivery, pressed)
      : await ports.store.findProposedBy(proposalKey(delivery))
  const isBegun = change !== undefined && wasConfirmed(change) && !hasCard(change, ports.product)
  return isBegun ? change : undefined
}

/** The press that confirmed it: anybody else's is answered like any other. */
function confirmedBy({ user }: Delivery, { change, verb }: Pressed & { kind: 'decision' }): Change | undefined {
  return verb === 'confirm' && change.decidedBy === user ? change : undefined
}

async function tellBegun({ delivery, working }: Unanswered, change: Change, ports: SpinePorts): Promise<void> {
  await giveAnswer(await doAtOnce(change, ports), { delivery, working, id: ports.system.newId() }, ports)
}

/** A card that was posted is the change's card, also where the kill came before that was written down. */
async function settleAnswered(delivery: Delivery, { card }: Posted, ports: SpinePorts): Promise<void> {
  const change = card === undefined ? undefined : await ports.store.findProposedBy(proposalKey(delivery))
  if (change !== undefined && card !== undefined)
    await move(
      change.id,
      (now) => (now.card === undefined ? { change: next(now, { card }), events: [] } : undefined),
      ports,
    )
  await ports.store.markAnswered(delivery.id, ports.system.now())
}

async function giveUp(delivery: Delivery, { store, system, log }: SpinePorts): Promise<void> {
  log.error({ delivery: delivery.id }, 'a delivery is given up: for a day Slack took no answer to it')
  await store.markAnswered(delivery.id, system.now())
}

type Offered = (Pressed & { kind: 'words' })['offer']

async function tell({ delivery, working }: Unanswered, offer: Offered | undefined, ports: SpinePorts): Promise<void> {
  const said = await saidIn(delivery, ports)
  const ending = told('failed', lateView(delivery, offer, ports), { rule: 'Interrupted', said })
  await giveAnswer(ending, { delivery, working, id: ports.system.newId() }, ports)
}

function lateView(delivery: Delivery, offer: Offered | undefined, { product }: SpinePorts): View {
  const words = offer?.words ?? typedWords(delivery, product)
  const what = delivery.asks.kind === 'message' ? shortcutName : `/${words.join(' ')}`
  const asked = text`${code(what)} from ${{ time: delivery.receivedAt }}`
  const consequence =
    offer?.kind === 'share'
      ? 'What you shared may have been posted all the same: look before you share it again.'
      : 'Nothing changed.'
  return {
    lead: text`${bold('Windlass was interrupted')} before it could answer ${asked}. ${consequence}`,
    parts: [],
    // The shortcut stands in the menu of its message.
    actions: delivery.asks.kind === 'message' ? [] : [runs('again', 'Run it again', words)],
  }
}

function typedWords({ asks }: Delivery, { registry }: Product): readonly string[] {
  const found = asks.kind === 'words' ? findCommand(asks.words, registry) : undefined
  if (found !== undefined && !isProblem(found)) return keptWords(found)
  const split = tokenize(asks.kind === 'words' ? asks.words : '')
  const words = split.ok ? split.tokens.map((token, index) => (index === 0 ? token.replace(/^\//, '') : token)) : []
  return words.length === 0 ? ['windlass', 'help'] : words
}
