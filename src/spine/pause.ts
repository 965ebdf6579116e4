import type { Delivery } from '../core/delivery.ts'
import type { PauseSwitch } from '../core/pause.ts'
import { auditOf } from './answer.ts'
import type { SpinePorts } from './ports.ts'

type Turning = { readonly delivery: Delivery; readonly id: string; readonly said: string }

/** The pause in one person's hands: each move is in the audit, or is not made. */
export function pauseSwitchFor({ delivery, id, said }: Turning, { store, system }: SpinePorts): PauseSwitch {
  const event = (kind: 'paused' | 'resumed', outcome: string) =>
    auditOf(id, delivery, { kind, rule: undefined, said, outcome, at: system.now() })
  return {
    findPause: () => store.findPause(),
    async pause(reason) {
      const pause = { by: delivery.user, at: system.now(), reason }
      const isNew = await store.recordPause(
        pause,
        event('paused', `changes are paused${reason === undefined ? '' : `: ${reason}`}`),
      )
      return isNew ? pause : undefined
    },
    resume: () => store.liftPause(event('resumed', 'changes go on')),
  }
}
