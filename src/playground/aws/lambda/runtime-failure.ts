import type { Failure } from './environment-messages.ts'

/** Frames of the function's own code, and what Lambda's runtime has below them. */
function traceOf(error: Error, isNode: boolean): string[] {
  const [, ...frames] = (error.stack ?? '').slice(`${error.name}: ${error.message}`.length).split('\n')
  const own = frames.filter((frame) => frame.includes('/var/task/'))
  if (!isNode) return own.map(pythonFrame)
  const below = '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1306:25)'
  return [...`${error.name}: ${error.message}`.split('\n'), ...own.map(withRuntime), below]
}

const withRuntime = (frame: string): string => frame.replace(/at (?:async )?exports\./, 'at Runtime.')

function pythonFrame(frame: string): string {
  const [, name = 'handler', line = '1'] =
    /at (?:async )?(?:exports\.)?(\w+)? ?\(?\/var\/task\/[^:]+:(\d+)/.exec(frame) ?? []
  const [, path = '/var/task/app.py'] = /(\/var\/task\/[^:]+):/.exec(frame) ?? []
  return `  File "${path}", line ${line}, in ${name}\n`
}

export function failureOf(error: unknown, isNode: boolean): Failure {
  if (error instanceof Error) return { type: error.name, message: error.message, trace: traceOf(error, isNode) }
  return { type: typeof error, message: String(error), trace: [] }
}

/** Why the code did not load (Lambda Developer Guide, "Troubleshoot deployment issues"). */
export function importFailure(error: unknown, { handler, isNode }: { handler: string; isNode: boolean }): Failure {
  const { message, trace, type } = failureOf(error, isNode)
  if (!isNode)
    return { type: 'Runtime.ImportModuleError', message: `Unable to import module '${handler}': ${message}`, trace: [] }
  if (error instanceof SyntaxError)
    return { type: 'Runtime.UserCodeSyntaxError', message: `SyntaxError: ${message}`, trace }
  const isMissing = error instanceof Error && Reflect.get(error, 'code') === 'MODULE_NOT_FOUND'
  return isMissing
    ? {
        type: 'Runtime.ImportModuleError',
        message: `Error: ${message}`,
        trace: [`Runtime.ImportModuleError: Error: ${message}`],
      }
    : { type, message, trace }
}
