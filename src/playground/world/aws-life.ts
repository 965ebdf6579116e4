import type { Move } from '../aws/world.ts'
import { agoMs, type Life } from './aws-row.ts'

/** How long changes of state take here; about what they take at AWS. */
const startingMs = 25_000
const stoppingMs = 40_000
/** EC2 goes on listing a terminated instance for about an hour (EC2 User Guide, "Terminate your instance"). */
const forgottenAfterMs = 3_600_000

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
  const why = life.by === 'person' ? byPerson(at - stoppingMs) : life.by === 'spot' ? bySpot : fromInside
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

type Why = Pick<Move, 'transition' | 'reason'>

const reason = (code: string, words: string): NonNullable<Why['reason']> => ({
  Code: code,
  Message: `${code}: ${words}`,
})

function byPerson(at: number): Why {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19)
  return {
    transition: `User initiated (${time} GMT)`,
    reason: reason('Client.UserInitiatedShutdown', 'User initiated shutdown'),
  }
}

const fromInside: Why = { reason: reason('Client.InstanceInitiatedShutdown', 'Instance initiated shutdown') }
const bySpot: Why = {
  transition: 'Server.SpotInstanceTermination',
  reason: reason('Server.SpotInstanceTermination', 'Spot instance termination'),
}
