import type { Acted } from '../acted.ts'
import type { Target } from '../plan.ts'

/** One call each on one instance, under credentials that allow this call on this instance and nothing else. Never throws for what AWS or the network says. */
export type InstanceChanger = {
  startInstance(target: Target): Promise<Acted>
  stopInstance(target: Target, how: { readonly hibernate: boolean }): Promise<Acted>
  rebootInstance(target: Target): Promise<Acted>
  terminateInstance(target: Target): Promise<Acted>
}
