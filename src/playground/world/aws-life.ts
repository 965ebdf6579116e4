import { byPerson, bySpot, fromInside } from '../aws/ec2/reasons.ts'
import { awsPace, forgottenAfterMs } from '../aws/pace.ts'
import type { Move } from '../aws/world.ts'
import { agoMs, type Life } from './aws-row.ts'

/** What happened before the world began took as long as at AWS, however fast the world moves now. */
const { startingMs, stoppingMs } = awsPace

/** Everything that happens to an instance from its launch on, as far as anybody knows now. */
export function movesOf(launchedAt: number, life: Life | undefined, now: number): Move[] {
  const started: Move[] = [
    { at: launchedAt, state: 'pending' },
    { at: launchedAt + startingMs, state: 'running' },
  ]
  return life === undefined ? started : [...started, ...endOf(life, now)]
}

function endOf(life: Life, now: number): Move[] {
  const at = now - agoMs(life.ago)
  if (life.state === 'stopping') {
    const why = byPerson(at)
    return [
      { at, state: 'stopping', ...why },
      { at: at + stoppingMs, state: 'stopped', ...why },
    ]
  }
  const why =
    life.by === 'person' || life.by === 'group' ? byPerson(at - stoppingMs) : life.by === 'spot' ? bySpot : fromInside
  if (life.state === 'stopped') {
    return [
      { at: at - stoppingMs, state: 'stopping', ...why },
      { at, state: 'stopped', ...why },
    ]
  }
  return [
    { at: at - stoppingMs, state: 'shutting-down', ...why },
    { at, state: 'terminated', ...why },
    { at: at + forgottenAfterMs, state: 'gone' },
  ]
}
