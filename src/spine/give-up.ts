import { type Change, ended, isFinal, stopped } from '../core/change.ts'
import { endOf, jobFor, move } from './move.ts'
import type { SpinePorts } from './ports.ts'

/** For a job that could not go on: nothing more is begun, and what is known stays. */
export async function giveUpChange(id: string, reason: string, ports: SpinePorts): Promise<Change | undefined> {
  const at = ports.system.now()
  return move(
    id,
    (current) => {
      if (isFinal(current)) return undefined
      // Of one move: the version counts once.
      const next = { ...ended(stopped(current, { reason, at }), at, reason), version: current.version + 1 }
      return { change: next, events: [endOf(next, at)], jobs: [jobFor(next, 'show', at)] }
    },
    ports,
  )
}
