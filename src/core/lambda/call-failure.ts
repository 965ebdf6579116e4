import type { CallPayload } from './call.ts'
import { type Frame, parseFrame } from './explain/frame.ts'

/** What a function, or the runtime around it, says of its own failure. */
export type FunctionError = {
  readonly type: string | undefined
  readonly message: string
  /** Of its own code, where it failed first and then what called that: two at most. */
  readonly own: readonly Frame[]
  /** Frames that there are besides. */
  readonly others: number
}

/**
 * Reads the answer of a call that failed, as the runtimes give it: errorType, errorMessage, and trace (Node.js; in its
 * log stack) or stackTrace (the others). Nothing where it is something else.
 */
export function parseFunctionError(payload: CallPayload): FunctionError | undefined {
  if (payload.kind === 'cut') return parseBeginning(payload.text)
  if (payload.kind !== 'json') return undefined
  try {
    return errorOf(JSON.parse(payload.text))
  } catch {
    return undefined
  }
}

function errorOf(value: unknown): FunctionError | undefined {
  if (!isRecord(value)) return undefined
  const { errorType, errorMessage } = value
  if (typeof errorMessage !== 'string' && typeof errorType !== 'string') return undefined
  const cause = deepestCause(value)
  const said = typeof errorMessage === 'string' ? cleaned(errorMessage) : ''
  const frames = framesOf(value)
  return {
    type: typeOf(errorType),
    message: cause === undefined ? said : `${said}; caused by ${describe(cause)}`,
    ...folded(frames.length > 0 || cause === undefined ? frames : framesOf(cause)),
  }
}

const mostCauses = 10

/** Java and .NET: what is behind it, down to the first. */
function deepestCause(value: Fields): Fields | undefined {
  let cause: Fields | undefined
  let { cause: next } = value
  for (let depth = 0; depth < mostCauses && isRecord(next); depth += 1) {
    cause = next
    next = next['cause']
  }
  return cause
}

function describe({ errorType, errorMessage }: Fields): string {
  const said = typeof errorMessage === 'string' ? cleaned(errorMessage) : ''
  return [typeOf(errorType), said].filter((part) => part !== undefined && part !== '').join(', ')
}

/** Ruby writes `Function<KeyError>`. */
function typeOf(errorType: unknown): string | undefined {
  if (typeof errorType !== 'string' || errorType === '') return undefined
  return /^Function<(.+)>$/.exec(errorType)?.[1] ?? errorType
}

/** Without the request id and the time that Lambda puts before what it says itself: both are shown elsewhere. */
function cleaned(message: string): string {
  return message.replace(/^(?:RequestId: [0-9a-f-]{36} (?:Error: )?|\d{4}-\S+Z [0-9a-f-]{36} )/, '').trim()
}

const mostFrames = 500

function framesOf({ trace, stackTrace, stack }: Fields): Frame[] {
  const entries: readonly unknown[] = [trace, stackTrace, stack].find((value) => Array.isArray(value)) ?? []
  const frames = entries.slice(0, mostFrames).flatMap((entry) => parseFrame(entry) ?? [])
  // Python begins at the outermost.
  const isOutermostFirst = entries.some((entry) => typeof entry === 'string' && /^\s*File "/.test(entry))
  return isOutermostFirst ? frames.toReversed() : frames
}

function folded(frames: readonly Frame[]): Pick<FunctionError, 'own' | 'others'> {
  const own = frames.filter(({ isOwn }) => isOwn).slice(0, 2)
  return { own, others: frames.length - own.length }
}

/** Of an answer of which only the beginning is left. */
function parseBeginning(text: string): FunctionError | undefined {
  const stringAt = (name: string): string | undefined => {
    const found = new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.){0,2000})`).exec(text.slice(0, 10_000))?.[1]
    return found
      ?.slice(1)
      .replace(/\\n/g, '\n')
      .replace(/\\(["\\/])/g, '$1')
  }
  const message = stringAt('errorMessage')
  return message === undefined
    ? undefined
    : { type: typeOf(stringAt('errorType')), message: cleaned(message), own: [], others: 0 }
}

type Fields = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
