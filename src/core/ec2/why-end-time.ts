import { type Evidence, known } from '../evidence.ts'
import { type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import { atText, transitionTime, whenText } from './why-calls.ts'
import { lineThatTells } from './why-console.ts'
import { measured } from './why-measures.ts'

const timeless: ReadonlySet<string> = new Set(['Client.InstanceInitiatedShutdown', 'Server.ScheduledStop'])

/** It ended without a call, so that EC2 says no time of it. */
export function isTimeless(details: InstanceFacts['details']): boolean {
  return timeless.has(details.stateReason?.code ?? '') && transitionTime({ details }) === undefined
}

type Bound = { readonly words: string; readonly at: number; readonly evidence: Evidence }

/** `. That was soon after <time>, 34 h ago`; just the time where EC2 says it, nothing where nothing tells. */
export function endTimeText(facts: InstanceFacts): Text {
  const at = transitionTime(facts)
  const bound = at === undefined ? boundOf(facts) : undefined
  return bound === undefined ? atText(at, facts.now) : text`. That was ${bound.words}${whenText(bound.at, facts.now)}`
}

/** What the time rests on. */
export function endTimeEvidence(facts: InstanceFacts): readonly Evidence[] {
  if (transitionTime(facts) !== undefined) return []
  const bound = boundOf(facts)
  return bound === undefined ? [] : [bound.evidence]
}

/** EC2 measures every five minutes what runs; a console that shows the shutdown was written down after it. */
function boundOf(facts: InstanceFacts): Bound | undefined {
  const since = facts.details.instance.launchedAt ?? 0
  const cpu = measured(facts, 'CPUUtilization')
  if (cpu !== undefined && cpu.latestAt + cpu.periodMs > since) {
    const says = text`its CPU was measured for the last time`
    return { words: 'soon after', at: cpu.latestAt, evidence: { at: cpu.latestAt, says, source: 'cloudwatch' } }
  }
  const at = known(facts.console)?.at
  if (at === undefined || lineThatTells(facts, 'shutdown') === undefined) return undefined
  const says = text`its console was written down then, with the shutdown in it`
  return { words: 'at the latest', at, evidence: { at, says, source: 'console' } }
}
