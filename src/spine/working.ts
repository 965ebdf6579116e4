import type { Delivery } from '../core/delivery.ts'
import type { Working } from '../core/outbox.ts'
import type { SpinePorts } from './ports.ts'

const patienceMs = 1_000

/** Says "Working…" where the answer will be, once it takes longer than a second. `done` gives what was said, if it was. */
export function announceWork(delivery: Delivery, { slack, system, log }: Pick<SpinePorts, 'slack' | 'system' | 'log'>) {
  const waiting = new AbortController()
  const saying: Promise<Working | undefined> = system.sleep(patienceMs, waiting.signal).then(
    () =>
      slack.outbox.sayWorking(delivery).catch((error: unknown) => {
        log.warn({ error, delivery: delivery.id }, '"Working…" could not be said')
        return undefined
      }),
    () => undefined,
  )
  return {
    /** Resolves after "Working…" has arrived or was called off, so that it can never come after the answer. */
    async done(): Promise<Working | undefined> {
      waiting.abort()
      return saying
    },
  }
}
