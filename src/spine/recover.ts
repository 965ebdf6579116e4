import type { Delivery } from '../core/delivery.ts'
import { runs } from '../core/problem.ts'
import { bold, code, text } from '../core/text.ts'
import { tokenize } from '../core/words.ts'
import { giveAnswer } from './answer.ts'
import { findOffer } from './ask.ts'
import type { SpinePorts } from './ports.ts'
import { run } from './run.ts'

// As long as a response_url lives: later, an answer is news of another time.
const freshMs = 30 * 60_000

/** What was received before a stop and never answered: reads run again, of the rest the person is told. */
export async function recover(ports: SpinePorts): Promise<void> {
  const left = await ports.store.listUnanswered()
  if (left.length > 0) ports.log.info({ count: left.length }, 'deliveries from before the stop are taken up')
  await Promise.all(left.map((delivery) => recoverOne(delivery, ports)))
}

async function recoverOne(delivery: Delivery, ports: SpinePorts): Promise<void> {
  const isFresh = ports.system.now() - delivery.receivedAt < freshMs
  if (isFresh && !(await isShare(delivery, ports))) return run(delivery, ports)
  await tell(delivery, ports).catch((error: unknown) =>
    ports.log.error({ delivery: delivery.id, error }, 'a person could not be told of a stop'),
  )
}

/** Sharing may have happened before the stop: it is not done twice by itself. */
async function isShare({ asks }: Delivery, ports: SpinePorts): Promise<boolean> {
  return asks.kind === 'offer' && (await findOffer(asks.value, ports))?.kind === 'share'
}

async function tell(delivery: Delivery, ports: SpinePorts): Promise<void> {
  const words = await wordsOf(delivery, ports)
  const asked = words.join(' ')
  const view = {
    lead: text`${bold('Windlass was stopped')} before it could answer ${code(`/${asked}`)} from ${{ time: delivery.receivedAt }}. Nothing changed.`,
    parts: [],
    actions: [runs('again', 'Run it again', words)],
  }
  const ending = { view, kind: 'failed', rule: 'Interrupted', words } as const
  await giveAnswer({ delivery, ending, working: undefined, id: ports.system.newId() }, ports)
}

async function wordsOf({ asks }: Delivery, ports: SpinePorts): Promise<readonly string[]> {
  if (asks.kind === 'offer') return (await findOffer(asks.value, ports))?.words ?? ['windlass', 'help']
  const split = tokenize(asks.words)
  return split.ok
    ? split.tokens.map((token, index) => (index === 0 ? token.replace(/^\//, '') : token))
    : ['windlass', 'help']
}
