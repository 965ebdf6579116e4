const character = String.raw`[^"\\\u0000-\u001f]*`
const escape = String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`
/** A text as far as it is one, without what closes it. */
export const openString = String.raw`"${character}(?:${escape}${character})*`
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`

/** RFC 8259: one piece of JSON, and the blanks before it. */
export const jsonToken = String.raw`([ \t\n\r]*)(${openString}"|${number}|true|false|null|[{}[\],:])`

type Token = { readonly text: string; readonly at: number }

/** Of a text that is JSON. */
function tokensOf(json: string): Token[] {
  return [...json.matchAll(new RegExp(jsonToken, 'gu'))].map(({ index, 1: blanks = '', 2: text = '' }) => ({
    text,
    at: index + blanks.length,
  }))
}

const opens = (token: Token | undefined) => token !== undefined && /^[{[]/.test(token.text)
const closes = (token: Token | undefined) => token !== undefined && /^[}\]]/.test(token.text)

/** JSON over several lines; numbers stay as they were written. As it is where its depth would make it far longer. */
export function prettyJson(json: string): string {
  const tokens = tokensOf(json)
  const most = 4 * json.length + 1024
  const pieces: string[] = []
  let [depth, length] = [0, 0]
  const line = (change: number) => `\n${'  '.repeat((depth += change))}`
  const layOut = (token: Token, index: number): string => {
    if (opens(token)) return closes(tokens[index + 1]) ? token.text : `${token.text}${line(1)}`
    if (closes(token)) return opens(tokens[index - 1]) ? token.text : `${line(-1)}${token.text}`
    return token.text === ',' ? `,${line(0)}` : token.text === ':' ? ': ' : token.text
  }
  for (const [index, token] of tokens.entries()) {
    const piece = layOut(token, index)
    length += piece.length
    if (length >= most) return json
    pieces.push(piece)
  }
  return pieces.join('')
}

export type Repeated = { readonly key: string; readonly at: number }

/** The first key that an object has had before, in whatever escapes: readers differ in which of the two counts. */
export function findRepeated(json: string): Repeated | undefined {
  const tokens = tokensOf(json)
  const open: Set<string>[] = []
  for (const [index, token] of tokens.entries()) {
    if (opens(token)) open.push(new Set())
    if (closes(token)) open.pop()
    if (tokens[index + 1]?.text !== ':') continue
    const key = String(JSON.parse(token.text))
    if (open.at(-1)?.has(key) === true) return { key, at: token.at }
    open.at(-1)?.add(key)
  }
  return undefined
}

/** The values of an object by their keys, each as it was written; nothing of what is no object. */
export function membersOf(json: string): ReadonlyMap<string, string> | undefined {
  const tokens = tokensOf(json)
  if (tokens[0]?.text !== '{') return undefined
  const members = new Map<string, string>()
  let depth = 0
  let begun: { readonly key: string; readonly at: number } | undefined
  for (const [index, token] of tokens.entries()) {
    const isEnd = depth === 1 && (token.text === ',' || closes(token))
    if (isEnd && begun !== undefined) members.set(begun.key, json.slice(begun.at, token.at).trim())
    if (depth === 1 && token.text === ':')
      begun = { key: String(JSON.parse(tokens[index - 1]?.text ?? '""')), at: token.at + 1 }
    depth += opens(token) ? 1 : closes(token) ? -1 : 0
  }
  return members
}
