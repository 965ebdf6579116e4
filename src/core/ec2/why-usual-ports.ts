import type { InstanceFacts, Network } from './evidence.ts'
import { takenOfLate } from './why-changes.ts'
import { anyone, anyoneOverIpv6, peersOn, usualPorts, wayOf } from './why-network.ts'

type ByAccess = {
  readonly open: readonly number[]
  readonly few: readonly number[]
  readonly closed: readonly number[]
}

/** The usual ports by whom the groups let in on them: everyone, some, nobody. */
export function usualByAccess(facts: InstanceFacts, network: Network): ByAccess {
  const peers = (port: number): readonly string[] => peersOn(port, network, wayOf(facts))
  const isOpen = (port: number): boolean => peers(port).includes(facts.isOverIpv6 ? anyoneOverIpv6 : anyone)
  return {
    open: usualPorts.filter(isOpen),
    few: usualPorts.filter((port) => !isOpen(port) && peers(port).length > 0),
    closed: usualPorts.filter((port) => peers(port).length === 0),
  }
}

/** Where no port was named: those that somebody closed of late are most likely the ones that are meant. */
export function lostPorts(facts: InstanceFacts, network: Network): readonly number[] {
  if (facts.port !== undefined) return []
  const { closed } = usualByAccess(facts, network)
  return takenOfLate(facts, closed)
}

/** Whether people may come to it straight from outside its network. */
export function hasWayIn({ details, isOverIpv6 }: InstanceFacts): boolean {
  return isOverIpv6 || details.instance.publicAddress !== undefined
}
