import { parseFunctionError } from './call-failure.ts'
import { type Frame, parseFrame } from './explain/frame.ts'
import { failureIn } from './log-failure.ts'

/** Where a call was in the function's own code when it failed, as far as the trace in its log tells. */
export function ownFrameIn(texts: readonly string[]): Frame | undefined {
  const ending = texts.findLast((text) => failureIn(text) === 'error')
  if (ending === undefined) return undefined
  const at = ending.indexOf('{')
  const error = at < 0 ? undefined : parseFunctionError({ kind: 'json', text: ending.slice(at) })
  if (error !== undefined) return error.own.find(isNumbered)
  const frames = ending.split(/[\r\n]+/).flatMap((line) => parseFrame(line) ?? [])
  // Python begins at the outermost.
  const innermostFirst = ending.startsWith('[ERROR]') ? frames.toReversed() : frames
  return innermostFirst.find((frame) => frame.isOwn && isNumbered(frame))
}

const isNumbered = ({ line }: Frame): boolean => line !== undefined
