import type { AwsPlace } from '../world.ts'

/** Lambda Developer Guide, "Lambda quotas". */
const usual = 1000

/** How many calls may run at once there, of all functions together. */
export function accountConcurrency({ concurrency }: AwsPlace): number {
  return concurrency ?? usual
}

/** What functions without a reservation of their own share. */
export function unreservedConcurrency(place: AwsPlace): number {
  const left = place.functions.reduce((free, { reserved = 0 }) => free - reserved, accountConcurrency(place))
  return Math.max(0, left)
}
