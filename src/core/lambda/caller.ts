import type { Acted } from '../acted.ts'
import type { Target } from '../plan.ts'
import type { Call } from './call.ts'

/**
 * One call of one function, under credentials that allow this call on this function and nothing else. Sent once, and
 * never again. Never throws for what AWS or the network says: `accepted` carries the result, `refused` never ran, and
 * after `unknown` it may have run.
 */
export type FunctionCaller = {
  callFunction(target: Target, call: Call): Promise<Acted>
}
