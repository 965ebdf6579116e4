import type { Card } from '../core/change.ts'
import type { CardState } from '../core/outbox.ts'
import type { System } from '../core/system.ts'
import type { Posting } from './posting.ts'
import { retryAfterMs } from './slack-error.ts'

// chat.update is of tier 3, "50+ per minute" for the whole workspace with bursts allowed, and not of the one a second for
// each channel that is chat.postMessage's (docs.slack.dev/apis/web-api/rate-limits). No minute has more than 20 + 30.
const burst = 20
const editIntervalMs = 2_000
// Left for what stays: with ten changes at once, states on the way would hold their ends back for half a minute.
const keptForLasting = 10

type Ports = {
  readonly system: System
  readonly posting: Pick<Posting, 'retry'>
  readonly edit: (card: Card, shown: CardState) => Promise<void>
}

type Caller = PromiseWithResolvers<void>

/** A card that is being edited: the state it is to show, and who waits for a state that is not on its way yet. */
type Line = { readonly card: Card; newest: CardState; readonly callers: Caller[] }

/**
 * Edits a card once at a time. Of the states that come meanwhile only the newest is sent, and answers for all of them. A
 * passing state is sent while there are edits to spare, and never waits.
 */
export function createCardEdits({ system, posting, edit }: Ports): (card: Card, shown: CardState) => Promise<void> {
  const lines = new Map<string, Line>()
  const budget = createBudget(system)

  async function send(line: Line): Promise<void> {
    const served = line.callers.splice(0)
    const begun = line.newest
    try {
      await posting.retry('chat.update', async () => {
        await budget.take()
        served.push(...line.callers.splice(0))
        await edit(line.card, line.newest)
      })
      for (const caller of served) caller.resolve()
    } catch (error) {
      // The patience was the older state's: the newer one has its own.
      if (retryAfterMs(error) !== undefined && line.newest !== begun) line.callers.unshift(...served)
      else for (const caller of served) caller.reject(error)
    }
  }

  async function sendAll(key: string, line: Line): Promise<void> {
    lines.set(key, line)
    // One after the other: of two edits at once Slack may take the older one last.
    while (line.callers.length > 0) await send(line)
    lines.delete(key)
  }

  return async (card, shown) => {
    if (shown.isPassing && budget.left() <= keptForLasting) return
    const key = `${card.channel}/${card.ts}`
    const caller = Promise.withResolvers<void>()
    const line = lines.get(key)
    if (line === undefined) void sendAll(key, { card, newest: shown, callers: [caller] })
    else {
      line.newest = shown
      line.callers.push(caller)
    }
    await caller.promise
  }
}

/** How many edits may be sent now: `burst`, and one more in each interval. */
function createBudget(system: System) {
  let usedUpTo = 0
  return {
    left: () => burst - (Math.max(system.now(), usedUpTo) - system.now()) / editIntervalMs,
    /** Resolves when the next edit may be sent, in the order of asking. */
    async take(): Promise<void> {
      const now = system.now()
      usedUpTo = Math.max(now, usedUpTo) + editIntervalMs
      const waitMs = usedUpTo - burst * editIntervalMs - now
      if (waitMs > 0) await system.sleep(waitMs)
    },
  }
}
