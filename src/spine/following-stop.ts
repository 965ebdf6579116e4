import type { Delivery } from '../core/delivery.ts'
import { bold, text } from '../core/text.ts'
import { type Ending, told } from './answer.ts'
import { isMeant } from './followings.ts'
import type { SpinePorts } from './ports.ts'

const looksEveryMs = 500
// Longer than a look at CloudWatch Logs and the last edit take as a rule.
const patienceMs = 15_000

type Asked = { readonly delivery: Delivery; readonly said: string }

/**
 * Ends what this person follows of it. Has no answer before that has ended: killed meanwhile, both are taken up again, in
 * whichever order, and the one ends the other.
 */
export async function stopFollowing(
  { delivery, said }: Asked,
  { id: of, name }: { readonly id: string; readonly name: string },
  ports: SpinePorts,
): Promise<Ending> {
  const { system, followings } = ports
  const stop = { user: delivery.user, of, at: delivery.receivedAt }
  const { lift } = followings.stop(stop)
  let isFound = false
  try {
    for (const until = system.now() + patienceMs; system.now() < until; ) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      const { isBegun, isLeft } = await findLeft({ delivery, stop }, ports)
      isFound ||= isBegun
      if (!isLeft || ports.stopped.aborted) break
      // oxlint-disable-next-line no-await-in-loop -- the same
      await system.sleep(looksEveryMs)
    }
  } finally {
    lift()
  }
  const lead = isFound ? text`You follow ${bold(name)} no longer.` : text`You do not follow ${bold(name)}.`
  const ending = told('answered', { lead, parts: [], actions: [] }, { rule: undefined, said })
  return isFound && delivery.isOnCard === true ? { ...ending, isSeen: true } : ending
}

type Left = {
  readonly isBegun: boolean
  /** What was begun, or what this person asked before and is not known here yet: it may be what is to be ended. */
  readonly isLeft: boolean
}

async function findLeft(
  { delivery, stop }: { readonly delivery: Delivery; readonly stop: Parameters<typeof isMeant>[0] },
  { store, followings }: SpinePorts,
): Promise<Left> {
  const before = (await store.listUnanswered())
    .map((unanswered) => unanswered.delivery)
    .filter(({ id, user, receivedAt }) => id !== delivery.id && user === stop.user && receivedAt <= stop.at)
    .map(({ id }) => followings.find(id))
  const isBegun = before.some((followed) => followed !== undefined && isMeant(stop, followed))
  return { isBegun, isLeft: isBegun || before.includes(undefined) }
}
