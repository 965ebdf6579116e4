import type { Log } from '../core/log.ts'
import type { View } from '../core/view.ts'
import { plainView } from './plain-view.ts'
import { type Message, renderMessage } from './render.ts'
import { areBlocksRefused, isAddressGone, retryAfterMs } from './slack-error.ts'

/** One way to put a message in front of somebody. */
export type Way<T = unknown> = {
  readonly put: (message: Message) => Promise<T>
  /** Whether `findPosted` finds what was put there before a crash. */
  readonly isFoundAgain: boolean
}

export type Shown = {
  readonly view: View
  readonly recordId: string
  /** What is pressed on it leaves it where it is. */
  readonly isCard?: true
}

/** A way of which no trace is left to be found after a crash. */
export function passing<T>(put: Way<T>['put']): Way<T> {
  return { put, isFoundAgain: false }
}

/** Takes the first way that Slack takes. Out of reach is no reason to try another: what was sent may have arrived. */
export async function place<T>(ways: readonly Way<T>[], shown: Shown, log: Log): Promise<T> {
  const message = renderMessage(shown.view, shown.recordId, shown.isCard)
  let failure: unknown
  let isUsedUp = false
  for (const way of ways) {
    // By an answer before each of several crashes: another goes where the next crash cannot double it.
    if (isUsedUp && !way.isFoundAgain) continue
    try {
      return await plainlyIfNeeded(way, { message, view: shown.view, log })
    } catch (error) {
      if (retryAfterMs(error) !== undefined) throw error
      log.debug({ error }, 'a message goes another way')
      isUsedUp ||= isAddressGone(error)
      failure ??= error
    }
  }
  throw failure
}

type Sent = { readonly message: Message; readonly view: View; readonly log: Log }

/** A person always has an answer: as text where Slack does not take the blocks, which is a fault of ours to be logged. */
async function plainlyIfNeeded<T>(way: Way<T>, { message, view, log }: Sent): Promise<T> {
  try {
    return await way.put(message)
  } catch (error) {
    if (!areBlocksRefused(error)) throw error
    log.error({ error }, 'Slack refused the blocks of a message: it is sent as text')
    return way.put({ text: plainView(view), blocks: [] })
  }
}
