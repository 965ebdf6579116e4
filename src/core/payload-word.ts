export type Stretch = { readonly from: number; readonly end: number }

/** JSON, or the ticks of code around it, where a word begins: one word with all its blanks and quotes, exactly as typed. */
export function payloadAt(typed: string, after: number): (Stretch & { readonly text: string }) | undefined {
  const from = startOfWord(typed, after)
  if (!isPayload(typed.slice(from))) return undefined
  const end = endOf(typed, from)
  return { text: typed.slice(from, end).trimEnd(), from, end }
}

/** A word that is wholly within straight quotes, in which curly ones are characters like others. */
export function quotedAt(typed: string, after: number): Stretch | undefined {
  const from = startOfWord(typed, after)
  const quoted = /^(?:"(?:\\.|[^"\\])*"|'[^']*')(?!\S)/su.exec(typed.slice(from))
  return quoted === null ? undefined : { from, end: from + quoted[0].length }
}

function startOfWord(typed: string, after: number): number {
  return after + (/^\s*/.exec(typed.slice(after))?.[0].length ?? 0)
}

/** A word that stands for JSON: no name of anything begins so. */
export function isPayload(word: string): boolean {
  return /^(?:[{[]|```|`\s*[{[])/.test(word)
}

/** As words of a command that takes one: what begins otherwise, like `5` or `"text"`, is named. */
export function payloadWords(payload: string): string[] {
  return isPayload(payload) ? [payload] : ['--json', payload]
}

const fence = '```'

function endOf(typed: string, from: number): number {
  const mark = [fence, '`'].find((each) => typed.startsWith(each, from))
  if (mark === undefined) return endOfJson(typed, from)
  const close = typed.indexOf(mark, from + mark.length)
  return close < 0 ? typed.length : close + mark.length
}

/** Where its last bracket closes, and what hangs on to that; else all that is left, to be explained as a whole. */
function endOfJson(typed: string, start: number): number {
  let depth = 0
  // Strings by their quotes, those that phones make included; and brackets.
  for (const { 0: piece, index } of typed.slice(start).matchAll(/"(?:\\.|[^"\\])*"|“[^”]*”|[{}[\]]/gsu)) {
    if (piece === '{' || piece === '[') depth += 1
    else if (piece === '}' || piece === ']') depth -= 1
    if (depth === 0) return start + index + 1 + (/^\S*/.exec(typed.slice(start + index + 1))?.[0].length ?? 0)
  }
  return typed.length
}
