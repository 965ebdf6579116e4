import type { Environment } from './environment.ts'
import type { ToEnvironment } from './environment-messages.ts'
import type { createEnvironments } from './environments.ts'
import type { Invocation } from './lambdas.ts'
import type { Reported } from './report.ts'
import { runEvent } from './run-event.ts'
import { isNodeRuntime, runtimeVersion } from './runtime.ts'

export type Ran = Reported & { readonly stream: string }

type Terms = {
  readonly environments: ReturnType<typeof createEnvironments>
  now(): number
  sleep(ms: number): Promise<void>
  /** Its code is about to see the event. */
  begun(): void
}

/** One invocation in an environment that is warm, or in one that is opened for it. */
export async function runFunction(invocation: Invocation, { environments, now, sleep, begun }: Terms): Promise<Ran> {
  const { simulated, version, requestId, isProvisioned } = invocation
  const { configuration, name } = version
  const { environment, isCold, initMs } = await environments.take({ simulated, version, isProvisioned })
  const { Runtime: runtime, MemorySize: memoryMb } = configuration
  const timeoutMs = configuration.Timeout * 1000
  const known = {
    requestId,
    at: now(),
    version: name,
    isNode: isNodeRuntime(runtime),
    runtime: runtimeVersion(runtime, simulated.arn),
    memoryMb,
    timeoutMs,
    initMs: isCold && !isProvisioned ? initMs : undefined,
    stream: environment.stream,
    loading: isCold ? environment.said : [],
  }
  if (environment.broken !== undefined) {
    await environments.end(environment)
    return {
      ...known,
      ended: { end: environment.broken, durationMs: initMs, usedMb: Math.min(64, memoryMb), said: [] },
    }
  }
  begun()
  const ended = await runEvent(environment, eventFor(invocation, environment), { timeoutMs, memoryMb, sleep })
  if (ended.end.kind === 'result' || ended.end.kind === 'failed') environments.giveBack(environment)
  else await environments.end(environment)
  return { ...known, ended }
}

function eventFor(
  { simulated, version, qualifier, requestId, event }: Invocation,
  { stream }: Environment,
): ToEnvironment {
  const { configuration, name } = version
  return {
    kind: 'event',
    event,
    timeoutMs: configuration.Timeout * 1000,
    context: {
      awsRequestId: requestId,
      functionName: simulated.name,
      functionVersion: name,
      invokedFunctionArn: qualifier === undefined ? simulated.arn : `${simulated.arn}:${qualifier}`,
      memoryLimitInMB: String(configuration.MemorySize),
      logGroupName: `/aws/lambda/${simulated.name}`,
      logStreamName: stream,
    },
  }
}
