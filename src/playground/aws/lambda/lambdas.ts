import type { Call } from '../action.ts'
import { createEnvironments } from './environments.ts'
import type { Past } from './past-runs.ts'
import { createPasts } from './pasts.ts'
import { failureIn, linesOf, type Reported } from './report.ts'
import { type Ran, runFunction } from './run-function.ts'
import type { Run, SimulatedFunction, Version } from './simulated-function.ts'

/** What moves in the functions of the organisation: environments that run them, and what became of every run. */
export type Lambdas = {
  /** Nothing where there is no room for one more at once. */
  invoke(invocation: Invocation): Promise<Reported> | undefined
  /** Everything up to now, of the function that this ARN is or begins with. */
  pastOf(arn: string, call: Pick<Call, 'place' | 'now'>): Past
  /** How often code of functions of this name has run. */
  runs(name: string): number
  close(): Promise<void>
}

export type Invocation = {
  readonly simulated: SimulatedFunction
  readonly version: Version
  /** As it was asked with. */
  readonly qualifier: string | undefined
  readonly alias: string | undefined
  readonly requestId: string
  /** JSON. */
  readonly event: string
  /** Whether an environment stands ready for it. */
  readonly isProvisioned: boolean
}

type Clock = { now(): number; sleep(ms: number): Promise<void> }

function add<Key>(map: Map<Key, number>, key: Key, more: number): void {
  map.set(key, (map.get(key) ?? 0) + more)
}

export function createLambdas(clock: Clock): Lambdas {
  const environments = createEnvironments(clock)
  const pasts = createPasts()
  const inFlight = new Map<SimulatedFunction, number>()
  const counts = new Map<string, number>()

  async function run(invocation: Invocation): Promise<Reported> {
    const { simulated } = invocation
    add(inFlight, simulated, 1)
    try {
      const ran = await runFunction(invocation, { ...clock, environments, begun: () => add(counts, simulated.name, 1) })
      pasts.of(simulated).runs.push(recordOf(invocation, ran))
      return ran
    } finally {
      add(inFlight, simulated, -1)
    }
  }

  return {
    invoke(invocation) {
      const { simulated, alias } = invocation
      if ((inFlight.get(simulated) ?? 0) < (simulated.reserved ?? Number.POSITIVE_INFINITY)) return run(invocation)
      pasts.of(simulated).throttles.push({ at: clock.now(), alias })
      return undefined
    },
    pastOf: (arn, call) => pasts.upTo(arn, call),
    runs: (name) => counts.get(name) ?? 0,
    close: () => environments.close(),
  }
}

function recordOf({ alias }: Invocation, ran: Ran): Run {
  const { requestId, at, version, stream, ended } = ran
  const isError = failureIn(ran) !== undefined
  return { requestId, at, version, alias, durationMs: ended.durationMs, isError, stream, lines: () => linesOf(ran) }
}
