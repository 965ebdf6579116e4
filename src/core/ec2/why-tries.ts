import { type Evidence, known } from '../evidence.ts'
import { code, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import { findEndingCall, trailEvidence, transitionTime } from './why-calls.ts'

/** Somebody's call to start it. */
type Try = { readonly at: number; readonly error: Refused | undefined; readonly evidence: Evidence }

type RefusedTry = Try & { readonly error: Refused }

/** `said`: AWS's words, where CloudTrail has them; else nothing. */
export type Refused = { readonly code: string; readonly said: string }

/** The last try, where it failed and it is stopped still. */
export function refusedTry(facts: InstanceFacts): RefusedTry | undefined {
  const { instance } = facts.details
  const last = lastTry(facts)
  if (instance.state !== 'stopped' || last?.error === undefined) return undefined
  // A try while it ran is no try to start it as it is now.
  if (last.at < (transitionTime(facts) ?? findEndingCall(facts)?.at ?? instance.launchedAt ?? 0)) return undefined
  return { ...last, error: last.error }
}

// Between the call and what was written of it: both clocks, and a slow answer.
const apartMs = 60_000

/** The newest of CloudTrail's and Windlass's; of what both have, CloudTrail's, which has AWS's words. */
export function lastTry(facts: InstanceFacts): Try | undefined {
  const calls = triesOfTrail(facts)
  const [newest] = [...calls, ...triesOfWindlass(facts)].toSorted((one, other) => other.at - one.at)
  if (newest === undefined) return undefined
  const same = calls.find(
    ({ at, error }) => newest.at >= at && newest.at - at <= apartMs && error?.code === newest.error?.code,
  )
  return same ?? newest
}

function triesOfTrail({ trail }: InstanceFacts): readonly Try[] {
  return (known(trail) ?? [])
    .filter(({ name }) => name === 'StartInstances')
    .map((event) => ({
      at: event.at,
      error: event.error && { code: event.error.code, said: event.error.message },
      evidence: trailEvidence(event),
    }))
}

function triesOfWindlass({ own }: InstanceFacts): readonly Try[] {
  return own.flatMap(({ at, kind, said, user, rule = '', outcome }): Try[] => {
    const isStart = /^\s*(?:<@[^>]*>\s*)?\/?ec2\s+start\b/i.test(said)
    if (!isStart || (kind !== 'step-refused' && kind !== 'step-accepted')) return []
    const isRefused = kind === 'step-refused'
    const says = text`${{ user }} ran ${code(said)}${isRefused ? `: ${outcome}` : ''}`
    const error = isRefused ? { code: rule, said: '' } : undefined
    return [{ at, error, evidence: { at, says, source: 'windlass' } }]
  })
}

const longestSaying = 300

/** Not of a denial: that names roles, and says no more than what is told of it. */
export function saidEvidence({ at, error }: Pick<RefusedTry, 'at' | 'error'>): readonly Evidence[] {
  if (error.said === '' || error.code === 'UnauthorizedOperation') return []
  const words = error.said.length > longestSaying ? `${error.said.slice(0, longestSaying)}…` : error.said
  return [{ at, says: text`AWS said: ${code(words)}`, source: 'cloudtrail' }]
}
