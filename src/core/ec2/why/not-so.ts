import { type Diagnosis, known } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts, InstanceTrouble } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { markedState } from '../state.ts'
import { trailEvidence, whenText } from '../why-calls.ts'
import { historyOffer } from '../why-offers.ts'

const asked: Readonly<
  Partial<Record<InstanceTrouble, { readonly words: string; readonly states: readonly string[] }>>
> = {
  stopped: { words: 'is not stopped', states: ['stopping', 'stopped'] },
  terminated: { words: 'is not terminated', states: ['shutting-down', 'terminated'] },
  start: { words: 'has started', states: ['stopping', 'stopped', 'shutting-down', 'terminated'] },
}

/** It is asked about what is not so. */
export function notSo(facts: InstanceFacts): Diagnosis | undefined {
  const { about, details, now } = facts
  const { instance } = details
  const wanted = about === undefined ? undefined : asked[about]
  if (wanted === undefined || wanted.states.includes(instance.state)) return undefined
  // Whoever asks why it is stopped and finds it gone is answered why it is gone.
  if (about === 'stopped' && asked.terminated?.states.includes(instance.state) === true) return undefined
  const since = instance.state === 'running' ? whenText(instance.launchedAt, now) : []
  const ends = (known(facts.trail) ?? []).filter(({ name }) => /^(?:Start|Stop|Reboot|Terminate)Instances$/.test(name))
  return {
    rule: 'not-so',
    finding: text`${bold(`${visibleName(instance)} ${wanted.words}:`)} it is ${markedState(instance.state)}${since.length === 0 ? '' : text`, started${since}`}.`,
    evidence: ends.slice(0, 3).map(trailEvidence),
    next: undefined,
    actions: [historyOffer(instance)],
  }
}
