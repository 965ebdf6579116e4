import type { Working } from '../core/outbox.ts'
import type { Unanswered } from '../core/store.ts'
import type { SpinePorts } from './ports.ts'

const patienceMs = 1_000

/**
 * Says "Working…" where the answer will be, once it takes longer than a second, but not again after a crash. `done`
 * gives what was said, if it was.
 */
export function announceWork(
  { delivery, working }: Unanswered,
  { slack, store, system, log }: Pick<SpinePorts, 'slack' | 'store' | 'system' | 'log'>,
) {
  const waiting = new AbortController()
  let moved: Working | undefined
  const saying =
    working === undefined
      ? system.sleep(patienceMs, waiting.signal).then(say, () => undefined)
      : Promise.resolve(working)

  async function say(): Promise<Working | undefined> {
    try {
      // Before it is said: a response_url has five uses, and Windlass may be killed as often.
      await store.recordWorking(delivery.id, { ts: undefined }, system.now())
      const said = await slack.outbox.sayWorking(delivery)
      if (said.ts !== undefined) await keepPlace(said)
      return said
    } catch (error) {
      log.warn({ error, delivery: delivery.id }, '"Working…" could not be said')
      return undefined
    }
  }

  async function keepPlace(said: Working): Promise<void> {
    await store.recordWorking(delivery.id, said, system.now()).catch((error: unknown) => {
      log.warn({ error, delivery: delivery.id }, 'where "Working…" stands could not be kept')
    })
  }

  return {
    /** Resolves after "Working…" has arrived or was called off, so that it can never come after the answer. */
    async done(): Promise<Working | undefined> {
      waiting.abort()
      const said = await saying
      return moved ?? said
    },
    /** From now on the answer takes the place of this instead, also after a crash. */
    async moveTo(to: Working): Promise<void> {
      moved = to
      await keepPlace(to)
    },
  }
}

export type Work = ReturnType<typeof announceWork>
