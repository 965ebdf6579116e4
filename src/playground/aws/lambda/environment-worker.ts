import { format } from 'node:util'
import { compileFunction } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { beginning, type FromEnvironment, type ToEnvironment, toEnvironment } from './environment-messages.ts'
import { createFunctionTimers } from './function-timers.ts'
import { failureOf, importFailure, loadFailure, stackOf } from './runtime-failure.ts'

// An execution environment: the code is loaded once, then it is handed one event after the other. Waiting is asked of the
// outside, so that a function that waits for four seconds takes as long as the clock of the simulation says.
const { source, handler: handlerName, isNode } = beginning.parse(workerData)
const port = parentPort
if (port === null) throw new Error('this runs as a worker')
const tell = (message: FromEnvironment): void => port.postMessage(message)

type Handler = (event: unknown, context: object) => unknown

Error.prepareStackTrace = stackOf

const timers = createFunctionTimers((ms) => tell({ kind: 'wait', ms }))
Object.assign(globalThis, timers.globals)
const say =
  (level: string) =>
  (...parts: unknown[]): void =>
    tell({ kind: 'line', level, text: format(...parts) })
Object.assign(console, {
  log: say('INFO'),
  info: say('INFO'),
  warn: say('WARN'),
  error: say('ERROR'),
  debug: say('DEBUG'),
  trace: say('TRACE'),
})

const file = `/var/task/${handlerName.split('.').slice(0, -1).join('.')}.${isNode ? 'js' : 'py'}`
const loaded = load()
if (typeof loaded === 'function') {
  port.on('message', (message: unknown) => void receive(toEnvironment.parse(message), loaded))
  tell({ kind: 'ready' })
} else {
  tell({ kind: 'broken', failure: loaded })
}

function load(): Handler | ReturnType<typeof importFailure> {
  const exported: Record<string, unknown> = {}
  const module = { exports: exported }
  try {
    const run = compileFunction(source, ['exports', 'module', 'require'], { filename: file })
    Reflect.apply(run, undefined, [exported, module, missingModule])
  } catch (error) {
    return importFailure(error, { handler: handlerName, isNode })
  }
  const name = isNode ? (handlerName.split('.').at(-1) ?? '') : 'handler'
  const found = module.exports[name]
  if (typeof found === 'function') return (event, context) => Reflect.apply(found, undefined, [event, context])
  const why = found === undefined ? 'is undefined or not exported' : 'is not a function'
  return loadFailure('Runtime.HandlerNotFound', `${handlerName} ${why}`)
}

function missingModule(name: string): never {
  throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- ${file}\n- /var/runtime/index.mjs`), {
    code: 'MODULE_NOT_FOUND',
  })
}

const heapBytes = (): number => process.memoryUsage().heapUsed

function jsonOf(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null'
  } catch {
    throw new Error('Unable to stringify response body')
  }
}

async function receive(message: ToEnvironment, handler: Handler): Promise<void> {
  if (message.kind === 'waited') return timers.waited()
  const { event, context, timeoutMs } = message
  const until = timers.now() + timeoutMs
  try {
    const own = {
      ...context,
      getRemainingTimeInMillis: () => until - timers.now(),
      callbackWaitsForEmptyEventLoop: true,
    }
    const result = await timers.runToEnd(async () => handler(JSON.parse(event), own))
    tell({ kind: 'result', json: jsonOf(result), heapBytes: heapBytes() })
  } catch (error) {
    tell({ kind: 'failed', failure: failureOf(error, isNode), heapBytes: heapBytes() })
  }
}
