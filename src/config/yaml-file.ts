import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { ConfigProblem, ConfigText } from './problem.ts'

export type YamlFile = {
  readonly raw: unknown
  /** The line of what stands at the path, or of the nearest thing around it; nothing where that is the whole file. */
  lineOf(path: readonly PropertyKey[]): number | undefined
}

export function readYaml({ path, text }: ConfigText, problems: ConfigProblem[]): YamlFile | undefined {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const [error] = document.errors
  if (error !== undefined) {
    const [at] = error.linePos ?? []
    const where = at === undefined ? '' : ` line ${at.line}, column ${at.col},`
    const isSeveral = error.code === 'MULTIPLE_DOCS'
    const problem = isSeveral ? 'holds several documents' : 'is not YAML'
    const help = isSeveral ? 'Windlass reads one: remove the line ---.' : (error.message.split('\n')[0] ?? '')
    problems.push({ setting: `${path}${where}`, problem, help })
    return undefined
  }
  const raw = toValue(document, path, problems)
  if (raw === undefined) return undefined
  return {
    raw,
    lineOf: (keys) => {
      const offset = offsetOf(document, keys)
      return offset === undefined ? undefined : counter.linePos(offset).line
    },
  }
}

// Aliases are resolved here, and there may be too many of them, or one of nothing.
function toValue(document: Document.Parsed, path: string, problems: ConfigProblem[]): unknown {
  try {
    return document.toJS() ?? {}
  } catch (error) {
    if (!(error instanceof Error)) throw error
    problems.push({ setting: path, problem: 'is not YAML', help: error.message })
    return undefined
  }
}

function offsetOf(document: Document.Parsed, keys: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents
  let offset: number | undefined
  for (const key of keys) {
    let at: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      at = pair?.key
      node = pair?.value
    } else if (isSeq(node)) {
      at = node = node.items[Number(key)]
    }
    const start = startOf(at)
    if (start === undefined) return offset
    offset = start
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined
}
