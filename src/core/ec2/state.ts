import { type InstanceState, instanceStates } from './instance.ts'

const marks: Record<InstanceState, string> = {
  pending: '◐',
  running: '●',
  stopping: '◐',
  stopped: '○',
  'shutting-down': '◐',
  terminated: '✕',
}

/** The state with its mark: `● running`. */
export function markedState(state: InstanceState): string {
  return `${marks[state]} ${state}`
}

/** How many are in each state, in the order of an instance's life; states that nobody is in are left out. */
export function countByState(instances: readonly { readonly state: InstanceState }[]): [InstanceState, number][] {
  const counts = new Map<InstanceState, number>()
  for (const { state } of instances) counts.set(state, (counts.get(state) ?? 0) + 1)
  return instanceStates.flatMap((state) => {
    const count = counts.get(state)
    return count === undefined ? [] : [[state, count]]
  })
}
