import { isDeepStrictEqual } from 'node:util'
import type { Plan } from '../plan.ts'
import type { Alias, LambdaFunction } from './function.ts'
import { wordsOnFunction } from './words-on.ts'

/** Where an alias sends its calls: shares of them, 0 to 1, to other versions, and all others to one. */
export type Routing = Pick<Alias, 'version' | 'weights'>

export const latest = '$LATEST'

export function isSameRouting(one: Routing, other: Routing): boolean {
  return one.version === other.version && isDeepStrictEqual({ ...one.weights }, { ...other.weights })
}

export function isSplit({ weights }: Routing): boolean {
  return Object.keys(weights).length > 0
}

/** `all calls to 6`, or `10 % of calls to 7, the rest to 6`. */
export function routingWords({ version, weights }: Routing): string {
  const shares = Object.entries(weights).map(([other, share]) => `${percentOf(share)} % of calls to ${other}`)
  return shares.length === 0 ? `all calls to ${version}` : `${shares.join(', ')}, the rest to ${version}`
}

/** The newest code is newer than any version. */
export function isOlder(one: string, other: string): boolean {
  return ageOf(one) < ageOf(other)
}

function ageOf(version: string): number {
  return version === latest ? Number.POSITIVE_INFINITY : Number(version)
}

/** The oldest version that gets calls: what is newer is no way back from there. */
export function oldestOf({ version, weights }: Routing): string {
  return [version, ...Object.keys(weights)].reduce((oldest, each) => (isOlder(each, oldest) ? each : oldest))
}

type Shift = { readonly found: LambdaFunction; readonly alias: Alias; readonly to: Routing }

/** The words that make an alias what it was; what is shared is taken back by whom it is offered to while it lasts. */
export function undoShift({ found, alias, to }: Shift): { readonly undo?: NonNullable<Plan['undo']> } {
  const { name, version, weights } = alias
  if (isSplit(to)) return {}
  const words = (verb: string, wanted: string) => [
    ...wordsOnFunction(verb, found),
    '--alias',
    name,
    '--version',
    wanted,
  ]
  if (to.version !== version) {
    const isBack = isOlder(version, to.version)
    return {
      undo: {
        label: `${isBack ? 'Roll' : 'Move'} back to ${version}`,
        words: words(isBack ? 'rollback' : 'alias', version),
      },
    }
  }
  const [[other, share] = ['', 0], ...more] = Object.entries(weights)
  const percent = percentOf(share)
  // Shares that cannot be said with --weight cannot be restored by it.
  if (more.length > 0 || !Number.isInteger(percent) || percent < 1 || percent > 99) return {}
  return {
    undo: {
      label: `Send ${percent} % to ${other} again`,
      words: [...words('alias', other), '--weight', String(percent)],
    },
  }
}

function percentOf(share: number): number {
  return Number((share * 100).toFixed(1))
}
