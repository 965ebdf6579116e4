import type { Target } from '../plan.ts'

/** The words that mean just these instances, narrowed to their account and Region where they are in one. */
export function wordsOn(words: readonly string[], targets: readonly Pick<Target, 'id' | 'place'>[]): string[] {
  const accounts = new Set(targets.map(({ place }) => place.account))
  const regions = new Set(targets.map(({ place }) => place.region))
  const narrowed = [
    ...(accounts.size === 1 ? ['--account', ...accounts] : []),
    ...(regions.size === 1 ? ['--region', ...regions] : []),
  ]
  return [...words, ...targets.map(({ id }) => id), ...narrowed]
}
