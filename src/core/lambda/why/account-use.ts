import type { Evidence } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { AccountConcurrency } from './facts.ts'
import { grouped } from './readings.ts'

/** Concurrency is measured once a minute at best: nearly as much is as much. */
export const nearly = 0.9

export function isUsedUp({ used, limit }: AccountConcurrency): boolean {
  return used !== undefined && used >= limit * nearly
}

/** What no function has reserved; not measured by itself, it is judged by all that ran. */
export function isUnreservedUsedUp(account: AccountConcurrency): boolean {
  const { unreservedUsed, unreserved } = account
  return unreservedUsed === undefined ? isUsedUp(account) : unreservedUsed >= unreserved * nearly
}

export function accountEvidence({ at, used, limit, unreserved, unreservedUsed }: AccountConcurrency): Evidence[] {
  const reserved = limit - unreserved
  const measured: readonly (readonly [number | undefined, string, number])[] = [
    [used, 'all functions of the Region', limit],
    ...(reserved === 0 ? [] : [[unreservedUsed, 'functions without a reservation', unreserved] as const]),
  ]
  return [
    ...measured.flatMap(([ran, who, may]): Evidence[] =>
      ran === undefined
        ? []
        : [
            {
              at,
              says: text`${who} together ran ${bold(grouped(Math.round(ran)))} at once, of ${grouped(may)} that may`,
              source: 'cloudwatch',
            },
          ],
    ),
    {
      says: text`the account may run ${grouped(limit)} at once in this Region; ${reserved === 0 ? 'none of them are' : `${grouped(reserved)} of them are`} reserved`,
      source: 'lambda',
    },
  ]
}
