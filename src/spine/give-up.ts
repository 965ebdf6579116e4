import { type Change, ended, isFinal, stopped } from '../core/change.ts'
import { UserError } from '../core/errors.ts'
import { endJobs } from './card.ts'
import { endOf, move } from './move.ts'
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
      return {
        change: next,
        events: [endOf(next, at)],
        jobs: endJobs(next, at, ports.product),
      }
    },
    ports,
  )
}

/** A UserError was written for a person; anything else only the log can tell. */
export function reasonFor(error: unknown, reference: string): string {
  return error instanceof UserError
    ? `Windlass could not go on. ${error.message}`
    : `Windlass could not go on because of a fault of its own; the log has it by ${reference}.`
}
