/** One step of a stack, as far as a reader needs it. */
export type Frame = {
  /** A file, or where the runtime does not say it a method. */
  readonly where: string
  readonly line: number | undefined
  /** The function's own code: neither the runtime's nor a package's. */
  readonly isOwn: boolean
}

// How Node.js, Python, .NET with and without symbols, Ruby and Java write one.
const shapes: readonly RegExp[] = [
  /^at (?:.{0,300} )?\(?(?<where>[^()\s]+):(?<line>\d+):\d+\)?$/,
  /^File "(?<where>[^"]+)", line (?<line>\d+)/,
  /^at (?<method>.{1,300}?) in (?<where>.+):line (?<line>\d+)$/,
  /^(?<where>\/[^:]+):(?<line>\d+):in /,
  /^(?:at )?(?<method>[^\s()]+)\((?<where>[^:()]+):(?<line>\d+)\)/,
  /^at (?<method>[^\s()]+)\(/,
]

const packages =
  /^node:|^\/opt\/|^\/usr\/|\/var\/(?:runtime|lang|rapid)\/|\/(?:site|dist)-packages\/|\/node_modules\/|\/gems\/|^<|^github\.com\/aws\/aws-lambda-go|^(?:runtime|reflect|net|internal)\//
const foreignMethods =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|scala|lambdainternal|com\.amazonaws|software\.amazon|com\.fasterxml|System|Microsoft|Amazon|lambda_method\d*)\b/

/** Nothing where the entry is no frame, like the error's own text that Node.js puts first. */
export function parseFrame(entry: unknown): Frame | undefined {
  if (typeof entry === 'string') return parseText(entry.slice(0, 500).trim().split('\n')[0] ?? '')
  if (typeof entry !== 'object' || entry === null || !('path' in entry) || typeof entry.path !== 'string')
    return undefined
  // Go: { path, line, label }.
  const line = 'line' in entry && typeof entry.line === 'number' ? entry.line : undefined
  return frameOf(entry.path, line, undefined)
}

function parseText(text: string): Frame | undefined {
  for (const shape of shapes) {
    const groups = shape.exec(text)?.groups
    const where = groups?.['where'] ?? groups?.['method']
    if (where !== undefined) {
      return frameOf(where, groups?.['line'] === undefined ? undefined : Number(groups['line']), groups?.['method'])
    }
  }
  return text.startsWith('at ') ? { where: text.slice('at '.length), line: undefined, isOwn: false } : undefined
}

function frameOf(written: string, line: number | undefined, method: string | undefined): Frame {
  const path = written.replace(/^file:\/\//, '')
  const isOwn = !packages.test(path) && (method === undefined || !foreignMethods.test(method))
  return { where: path.replace(/^\/var\/task\//, ''), line, isOwn }
}
