import { type Environment, openEnvironment } from './environment.ts'
import { streamName } from './past-runs.ts'
import { isNodeRuntime } from './runtime.ts'
import type { SimulatedFunction, Version } from './simulated-function.ts'

/** Lambda says nothing of how long it keeps one; minutes is what is seen. */
const keptMs = 7 * 60_000
/** Each is a thread with a heap of its own, and this is one machine. */
const mostKept = 12

type Idle = { readonly key: string; readonly environment: Environment; readonly since: number }
type Needed = { readonly simulated: SimulatedFunction; readonly version: Version; readonly isProvisioned: boolean }
type Taken = { readonly environment: Environment; readonly isCold: boolean; readonly initMs: number }
type Clock = { now(): number; sleep(ms: number): Promise<void> }

/** Execution environments: one runs one event at a time, and is kept warm for a while. */
export function createEnvironments({ now, sleep }: Clock) {
  const idle = createIdle(now)
  const open = new Map<Environment, string>()
  let opened = 0
  let isClosed = false

  async function end(environment: Environment): Promise<void> {
    open.delete(environment)
    await environment.end()
  }

  async function openOne(needed: Needed, key: string): Promise<Taken> {
    const { simulated, version, isProvisioned } = needed
    opened += 1
    const stream = streamName(now(), version.name, `${simulated.arn}/opened/${opened}`)
    const environment = await openFor(needed, stream)
    open.set(environment, key)
    if (isClosed) await end(environment)
    const { initMs } = version.code
    if (!isProvisioned) await sleep(initMs)
    return { environment, isCold: true, initMs: environment.initMs + initMs }
  }

  return {
    async take(needed: Needed): Promise<Taken> {
      await Promise.all(idle.takeOld().map(end))
      const key = keyOf(needed)
      const environment = idle.take(key)
      return environment === undefined ? openOne(needed, key) : { environment, isCold: false, initMs: 0 }
    },
    giveBack(environment: Environment): void {
      const key = open.get(environment)
      if (key !== undefined) idle.add(key, environment)
    },
    end,
    async close() {
      isClosed = true
      await Promise.all([...open.keys()].map(end))
    },
  }
}

/** Those that wait for another event, the one that has waited longest first. */
function createIdle(now: () => number) {
  let idle: readonly Idle[] = []
  return {
    add(key: string, environment: Environment): void {
      idle = [...idle, { key, environment, since: now() }]
    },
    take(key: string): Environment | undefined {
      const warm = idle.findLast((one) => one.key === key)
      idle = idle.filter((one) => one !== warm)
      return warm?.environment
    },
    takeOld(): Environment[] {
      const old = idle.filter(({ since }, index) => now() - since > keptMs || index < idle.length - mostKept)
      idle = idle.filter((one) => !old.includes(one))
      return old.map(({ environment }) => environment)
    },
  }
}

/** Another configuration is another environment. */
const keyOf = ({ simulated, version }: Needed): string =>
  `${simulated.arn}/${version.name}/${version.configuration.RevisionId}`

function openFor({ simulated, version: { configuration, code } }: Needed, stream: string): Promise<Environment> {
  const { Handler: handler = 'index.handler', Runtime: runtime, MemorySize: memoryMb } = configuration
  const beginning = { source: code.source, handler, isNode: isNodeRuntime(runtime) }
  return openEnvironment({ stream, memoryMb, variables: variablesOf(configuration, simulated), beginning })
}

/** What a function finds of itself in its environment, beside its own variables. */
function variablesOf({ Environment, MemorySize, Handler }: Version['configuration'], { name, arn }: SimulatedFunction) {
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_REGION: arn.split(':')[3] ?? '',
    _HANDLER: Handler ?? '',
    ...Environment?.Variables,
  }
}
