import type { Log } from './core/log.ts'
import type { Store } from './core/store.ts'
import type { System } from './core/system.ts'
import type { Spine } from './spine/inbox.ts'

const day = 24 * 3_600_000
// A button of an older answer says that it is too old.
const keptMs = 30 * day
// Longer than an answer is tried by itself (slack/outbox.ts).
const lateMs = 4 * 60_000
const lookAgainMs = 60_000

type Upkeep = {
  readonly store: Store
  readonly spine: Spine
  readonly system: System
  readonly log: Log
  readonly stopping: AbortSignal
}

/** What is done now and then until the stop: old records are dropped, and answers that Slack did not take are tried again. */
export function startUpkeep({ store, spine, system, log, stopping }: Upkeep): void {
  void every(day, () => store.forgetBefore(system.now() - keptMs))
  void every(lookAgainMs, async () => {
    const left = await store.listUnanswered()
    await spine.recover(left.filter(({ delivery }) => system.now() - delivery.receivedAt > lateMs))
  })

  /** A failure is logged, and the next time comes all the same. */
  async function every(periodMs: number, work: () => Promise<void>): Promise<void> {
    while (!stopping.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
      await work().catch((error: unknown) => log.error({ error }, 'the upkeep of the store failed'))
      // oxlint-disable-next-line no-await-in-loop -- the same
      await system.sleep(periodMs, stopping).catch(() => undefined)
    }
  }
}
