import type { Delivery } from '../core/delivery.ts'
import { runs } from '../core/problem.ts'
import type { Unanswered } from '../core/store.ts'
import { bold, code, text } from '../core/text.ts'
import type { Offer, View } from '../core/view.ts'
import { tokenize } from '../core/words.ts'
import { giveAnswer } from './answer.ts'
import { findOffer, saidIn } from './ask.ts'
import type { SpinePorts } from './ports.ts'
import { run } from './run.ts'

// As long as a response_url lives: later, an answer is news of another time.
const freshMs = 30 * 60_000
// Whom Slack has not let us reach for so long, nobody will.
const hopelessMs = 24 * 3_600_000

/** What was received and never answered: reads run again, of the rest the person is told. Never throws. */
export async function recover(unanswered: Unanswered, ports: SpinePorts): Promise<void> {
  const { delivery } = unanswered
  const age = ports.system.now() - delivery.receivedAt
  ports.log.info({ delivery: delivery.id, ageMs: age }, 'a delivery without an answer is taken up')
  try {
    const offer = delivery.asks.kind === 'offer' ? await findOffer(delivery.asks.value, ports) : undefined
    // Sharing may have happened already: it is not done twice by itself.
    if (age < freshMs && offer?.kind !== 'share') return await run(unanswered, ports)
    if (age > hopelessMs) return await giveUp(delivery, ports)
    await tell(unanswered, offer, ports)
  } catch (error) {
    ports.log.error({ delivery: delivery.id, error }, 'a delivery could not be taken up')
  }
}

async function giveUp(delivery: Delivery, { store, system, log }: SpinePorts): Promise<void> {
  log.error({ delivery: delivery.id }, 'a delivery is given up: for a day Slack took no answer to it')
  await store.markAnswered(delivery.id, system.now())
}

async function tell({ delivery, working }: Unanswered, offer: Offer | undefined, ports: SpinePorts): Promise<void> {
  const said = await saidIn(delivery, ports)
  const ending = { view: lateView(delivery, offer), kind: 'failed', rule: 'Interrupted', said } as const
  await giveAnswer({ delivery, ending, working, id: ports.system.newId() }, ports)
}

function lateView(delivery: Delivery, offer: Offer | undefined): View {
  const words = offer?.words ?? typedWords(delivery)
  const asked = text`${code(`/${words.join(' ')}`)} from ${{ time: delivery.receivedAt }}`
  const consequence =
    offer?.kind === 'share'
      ? 'What you shared may have been posted all the same: look before you share it again.'
      : 'Nothing changed.'
  return {
    lead: text`${bold('Windlass was interrupted')} before it could answer ${asked}. ${consequence}`,
    parts: [],
    actions: [runs('again', 'Run it again', words)],
  }
}

function typedWords({ asks }: Delivery): readonly string[] {
  const split = tokenize(asks.kind === 'words' ? asks.words : '')
  const words = split.ok ? split.tokens.map((token, index) => (index === 0 ? token.replace(/^\//, '') : token)) : []
  return words.length === 0 ? ['windlass', 'help'] : words
}
