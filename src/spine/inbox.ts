import type { Inbox } from '../core/delivery.ts'
import type { SpinePorts } from './ports.ts'
import { receive } from './receive.ts'
import { recover } from './recover.ts'
import { run } from './run.ts'
import { suggest } from './suggest.ts'

export type Spine = Inbox & {
  /** Takes up what was left by a stop. */
  recover(): Promise<void>
  /** Resolves when no request is under way any more. */
  drained(): Promise<void>
}

export function createSpine(ports: SpinePorts): Spine {
  const underWay = new Set<Promise<void>>()
  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  return {
    receive: (delivery) => receive(delivery, ports),
    answer: (delivery) => track(run(delivery, ports)),
    forget: ({ id }) => ports.store.markAnswered(id, ports.system.now()),
    suggest: (suggestion) => suggest(suggestion, ports),
    recover: () => track(recover(ports)),
    async drained() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
