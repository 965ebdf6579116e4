import type { FaultSwitch } from './page-contract.ts'

/** Something outside of this Slack that its page can have go wrong. */
export type Switch = {
  readonly id: string
  readonly label: string
  readonly about: string
  set(isOn: boolean): void
}

type Switchboard = {
  state(): FaultSwitch[]
  /** False where there is no such switch. */
  turn(id: string, isOn: boolean): boolean
}

export function createSwitchboard(switches: readonly Switch[], onTurned: () => void): Switchboard {
  const on = new Set<string>()
  return {
    state: () => switches.map(({ id, label, about }) => ({ id, label, about, isOn: on.has(id) })),
    turn(id, isOn) {
      const found = switches.find((each) => each.id === id)
      if (found === undefined) return false
      // Two pages may turn it the same way; what it does must not be there twice.
      if (on.has(id) === isOn) return true
      if (isOn) on.add(id)
      else on.delete(id)
      found.set(isOn)
      onTurned()
      return true
    },
  }
}
