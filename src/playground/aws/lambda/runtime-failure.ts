import type { Failure } from './environment-messages.ts'

// What the runtime of Node.js 22 has below the function's own frames (aws-lambda-ric 3.3.0; read in logs of Lambda).
const invoking = '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:29)'
const loading = [
  '    at _loadUserApp (file:///var/runtime/index.mjs:1092:17)',
  '    at async UserFunction.js.module.exports.load (file:///var/runtime/index.mjs:1131:21)',
  '    at async start (file:///var/runtime/index.mjs:1300:23)',
  '    at async file:///var/runtime/index.mjs:1306:1',
]
const isOfSimulation = (site: NodeJS.CallSite): boolean => site.getFileName()?.includes('/aws/lambda/') === true

/** For `Error.prepareStackTrace`: where the frames of this simulation begin, Lambda's runtime stands. */
export function stackOf(error: Error, sites: readonly NodeJS.CallSite[]): string {
  const at = sites.findIndex(isOfSimulation)
  const own = (at < 0 ? sites : sites.slice(0, at)).map(String).map((site) => `    at ${site}`)
  // Once the function has waited, nothing of the runtime is below it any more.
  const isDirect =
    at >= 0 && /\/environment-worker\.[jt]s/.test(sites[at]?.getFileName() ?? '') && sites[at]?.isAsync() !== true
  return [String(error), ...own, ...(isDirect ? [invoking] : [])].join('\n')
}

function pythonFrame(frame: string): string {
  const [, name = 'handler', line = '1'] =
    /at (?:async )?(?:exports\.)?(\w+)? ?\(?\/var\/task\/[^:]+:(\d+)/.exec(frame) ?? []
  const [, path = '/var/task/app.py'] = /(\/var\/task\/[^:]+):/.exec(frame) ?? []
  return `  File "${path}", line ${line}, in ${name}\n`
}

export function failureOf(thrown: unknown, isNode: boolean): Failure {
  const logged = isNode ? loggedOf(thrown) : undefined
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown), trace: [], logged }
  const { name: type, message, stack = '' } = thrown
  const lines = stack.split('\n')
  const trace = isNode ? lines : lines.filter((line) => line.includes('/var/task/')).map(pythonFrame)
  return { type, message, trace, logged }
}

/** As the runtime writes it into the log: with whatever else the error says of itself. */
function loggedOf(thrown: unknown): string {
  return JSON.stringify(thrown instanceof Error ? thrown : new Error(String(thrown)), (_key, value: unknown) =>
    value instanceof Error
      ? Object.assign({ errorType: value.name, errorMessage: value.message, code: Reflect.get(value, 'code') }, value, {
          stack: value.stack?.split('\n'),
        })
      : value,
  )
}

/** Why the code did not load (Lambda Developer Guide, "Troubleshoot deployment issues"). */
export function importFailure(error: unknown, { handler, isNode }: { handler: string; isNode: boolean }): Failure {
  const failure = failureOf(error, isNode)
  const { message } = failure
  if (!isNode)
    return { type: 'Runtime.ImportModuleError', message: `Unable to import module '${handler}': ${message}`, trace: [] }
  if (error instanceof SyntaxError) return loadFailure('Runtime.UserCodeSyntaxError', `SyntaxError: ${message}`)
  const isMissing = error instanceof Error && Reflect.get(error, 'code') === 'MODULE_NOT_FOUND'
  return isMissing ? loadFailure('Runtime.ImportModuleError', `Error: ${message}`) : failure
}

export function loadFailure(type: string, message: string): Failure {
  const trace = [...`${type}: ${message}`.split('\n'), ...loading]
  return { type, message, trace }
}
