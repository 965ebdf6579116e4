import type { Code, Manner } from '../../src/playground/aws/lambda/simulated-function.ts'
import type { PastEvent } from '../../src/playground/aws/past-event.ts'
import { byDeployment, throughConsole } from '../../src/playground/world/aws-doers.ts'
import type { Scene } from './broken-world.ts'

/** How order-intake goes, if nothing is wrong; what it does really is never asked for. */
export const well: Manner = { p50Ms: 120, p95Ms: 240, memoryMb: 90, says: ['Order of 2 lines'] }
const failing = { share: 0.4, type: 'TypeError', message: "Cannot read properties of undefined (reading 'country')" }
export const bad: Manner = { ...well, failing }
export const minuteMs = 60_000

export const code = (manner: Manner): Code => ({ source: 'exports.handler = async () => null', initMs: 10, manner })

/** Well until then, otherwise since; seen from when the tests begin. */
export const since = (minutes: number, manner: Manner, before = well): Code =>
  code({ ...manner, earlier: { until: Date.now() - minutes * minuteMs, manner: before } })

type By = Pick<PastEvent, 'doer' | 'from'>
export const grace = throughConsole('grace')

/** So many minutes ago somebody made this call, a deployment where it is not said who. */
export function called(
  name: string,
  ago: number,
  { by = byDeployment, ...parameters }: { by?: By } & Record<string, unknown> = {},
) {
  return ({ past }: Scene) =>
    past({
      at: Date.now() - ago * minuteMs,
      service: 'lambda',
      name,
      ...by,
      parameters: { functionName: 'order-intake', ...parameters },
    })
}
