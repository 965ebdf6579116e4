import { megabytes } from '../sizes.ts'
import { byCode, type Explanation, type FailureFacts, type Rule } from './rule.ts'

const handlers =
  /is undefined or not exported|Handler '([^']+)' missing on module|Bad handler|Class not found: ([\w.$]+)|ClassNotFoundException|No public method named|Unable to (?:find|load) (?:type|method)|Invalid lambda function handler/

/** Lambda found the code and not what it is to call in it. */
export const handlerNotFound: Rule = ({ code = '', message }) =>
  /HandlerNotFound|MalformedHandlerName/.test(code) || handlers.test(message)
    ? {
        cause: `Lambda found no handler where the function's settings say that it is${message === '' ? '' : ` (${firstLine(message)})`}. Nothing of it ran.`,
        next: 'Compare the handler that /lambda show names with the file and the name that the code exports. After a deployment, the last version still has the old one.',
      }
    : undefined

// Built for another system, or for another processor.
const foreignBinary = /invalid ELF header|GLIBC_[\d.]+|exec format error|wrong ELF class/i
const missing =
  /Cannot find (?:module|package) '([^']+)'|No module named '([^']+)'|cannot load such file -- (\S+)|NoClassDefFoundError: (\S+)/

export const wrongBinary: Rule = ({ message }) =>
  foreignBinary.test(message)
    ? {
        cause: 'Something in its package was built for another system or processor than Lambda runs it on.',
        next: 'Its owner builds it on Amazon Linux for the architecture that /lambda show names (x86_64 or arm64), and deploys that.',
      }
    : undefined

/** Developer Guide, "Troubleshoot execution issues": the package lacks something, or it lies at another place in it. */
export const moduleNotFound: Rule = ({ code = '', message }) => {
  const found = missing.exec(message)
  if (!/ImportModuleError/.test(code) && found === null) return undefined
  const name = found?.slice(1).find((group) => group !== undefined)
  return {
    cause:
      name === undefined
        ? `Its code could not be loaded${message === '' ? '' : ` (${firstLine(message)})`}, so nothing of it ran.`
        : `Its code needs ${name.replace(/^\/var\/task\//, '')}, which is not in its package.`,
    next:
      name === undefined
        ? 'Its owner looks in the log at what failed while it was loaded: a package that does not fit the runtime, or code outside of the handler.'
        : 'Its owner adds it to the package or to a layer and deploys again. If it is a file of the function itself, check its path and that its name is written with the same capitals.',
  }
}

export const syntaxError: Rule = ({ code = '', message }) => {
  const isOfCode = /UserCodeSyntaxError/.test(code) || (/^SyntaxError$/.test(code) && !/JSON/.test(message))
  if (!isOfCode) return undefined
  return {
    cause: 'The runtime cannot read its code, so nothing of it ran.',
    next: 'Look at the line that is named. If it reads well, the code is newer than the runtime, or uses import in a file that is taken for CommonJS.',
  }
}

export const noJson: Rule = ({ code = '', message }) =>
  /JSONDecodeError|JsonException|JsonParseException/.test(code) || (code === 'SyntaxError' && /JSON/.test(message))
    ? {
        cause:
          'The code took a text for JSON that is none. Often that is a field of the payload, or the answer of something that it calls.',
        next: 'Where the payload has a text with JSON in it, check that one; else look in the log at what was read.',
      }
    : undefined

const absent =
  /Cannot (?:read|set) propert(?:y|ies) of (?:undefined|null) \((?:reading|setting) '([^']+)'\)|undefined method [`']([^']+)' for nil|'NoneType' object|nil pointer dereference|Object reference not set|NullPointerException|Cannot invoke "[^"]+" because/

export const absentValue: Rule = ({ code = '', message }) => {
  const found = absent.exec(message)
  const isKey = /^(?:KeyError|IndexError)$/.test(code)
  if (found === null && !isKey && !/NullPointerException|NullReferenceException/.test(code)) return undefined
  const name = isKey ? /'([^']+)'/.exec(message)?.[1] : (found?.[1] ?? found?.[2])
  return {
    cause: isKey
      ? `The code reads ${name ?? 'something'} where it is not.`
      : `The code reads ${name === undefined ? 'from something' : `${name} of something`} that is not there.`,
    next: 'Most often the payload lacks a field: compare it with what the code reads at that line, and invoke it with changes.',
  }
}

export const entrypoint: Rule = byCode(
  [
    /InvalidEntry[Pp]oint|^FunctionError\.(?:InvalidWorkingDirectory|PermissionDenied)$/,
    'Its image or its bootstrap cannot be started: the entry point is not there, may not be run, or is for another processor.',
    'Its owner checks ENTRYPOINT, CMD and WORKDIR of the image, that the file may be executed, and the architecture that /lambda show names.',
  ],
  [
    /^Extension\.|ExtensionInitError|TooManyExtensions/,
    'One of its extensions broke, not its own code.',
    'Look in the log for the name of the extension; its owner updates that layer, or takes it out.',
  ],
)

/** The process ended before there was an answer. */
export const exited: Rule = (facts) => {
  if (facts.code !== 'Runtime.ExitError' && !/Runtime exited/.test(facts.message)) return undefined
  const [, status] = /exit status (\d+)/.exec(facts.message) ?? []
  const [, signal] = /Runtime exited with error: signal: ([\w ]+)/.exec(facts.message) ?? []
  if (signal !== undefined) return endedBySignal(signal.trim(), facts)
  if (status === undefined) return endedWithoutWord(facts)
  return {
    cause: `Its process ended with status ${status} before it had answered. ${whyStatus(status)}`,
    next: 'The last lines of its log say how far it came. A handler answers or throws, and never ends the process.',
  }
}

// Lambda and what runs in the function keep some of it to themselves: nearly all is all.
const nearlyAll = 0.95

/** Where its memory was used up, that is most likely why it ended. */
function endedFull({ memoryMb = 0, usedMb = 0 }: FailureFacts, how: string): Explanation | undefined {
  if (memoryMb === 0 || usedMb < memoryMb * nearlyAll) return undefined
  return {
    cause: `${how}. It had used ${usedMb} of its ${megabytes(memoryMb)}: most likely it ran out of memory.`,
    next: 'Its owner gives it more memory, or lets it hold less at once. The last lines of its log say what it was doing.',
  }
}

function endedWithoutWord(facts: FailureFacts): Explanation {
  const how = 'Its process ended before it had answered, without saying why'
  return (
    endedFull(facts, how) ?? {
      cause: `${how}. Most often the code, or a library, ends the process itself (exit() in the language’s own words).`,
      next: 'The last lines of its log say how far it came. A handler answers or throws, and never ends the process.',
    }
  )
}

/** It did not end the process itself: `aborted` by the runtime or a library, `segmentation fault` by its own fault. */
function endedBySignal(signal: string, facts: FailureFacts): Explanation {
  const how = `Its process was ended by a signal (${signal}) before it had answered`
  return (
    endedFull(facts, how) ?? {
      cause: `${how}. Most often the runtime or a library with native code has broken, or had no memory left.`,
      next: 'The last lines of its log say how far it came, and often what broke.',
    }
  )
}

function whyStatus(status: string): string {
  if (status === '137' || status === '134')
    return 'That is what is left when it is killed or aborts, often for want of memory.'
  return 'Most often an error that nothing caught, or code that ends the process itself.'
}

/** Before the first call: what stands outside of the handler. */
export const initialised: Rule = ({ code = '', log = '' }: FailureFacts) =>
  /InitError|InitTimeout|InitResourceExhausted|^FunctionError$/.test(code) ||
  /INIT_REPORT[^\n]*Status: (?:timeout|error)/.test(log)
    ? {
        cause:
          'It failed while it started, before its handler was called: in what the code does outside of the handler.',
        next: 'Look in its log at what is loaded and connected at the start. It has 10 s for that; then Lambda begins again within the timeout.',
      }
    : undefined

function firstLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 200) ?? ''
}
