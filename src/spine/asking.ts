import type { Canonical } from '../core/canonical-json.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Actor } from '../core/people.ts'
import type { Plan } from '../core/plan.ts'
import type { Asking } from './decide.ts'

type From = Pick<Delivery, 'channel' | 'surface'>

/** Who asks from where, for the policy; with a plan, what it comes to. */
export function askingOf(actor: Actor, { channel, surface }: From, counted: { now: number; plan?: Plan }): Asking {
  const { now, plan } = counted
  const cost = plan?.cost
  return {
    actor,
    context: {
      channel,
      surface,
      now,
      count: plan?.targets.length ?? 0,
      costChange: cost === undefined ? undefined : cost.after - cost.before,
      ...payloadOf(plan),
    },
  }
}

/** What a function would be called with, for rules that look into it. */
function payloadOf(plan: Plan | undefined): Pick<Asking['context'], 'payload'> {
  const payload = plan?.parameters['payload']
  if (typeof payload !== 'string') return {}
  const parsed: Canonical = JSON.parse(payload)
  return { payload: parsed }
}
