import { payloadAt, quotedAt, type Stretch } from './payload-word.ts'

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly string[] }
  | { readonly ok: false; readonly unclosed: string }

// What phones make of " and ': https://en.wikipedia.org/wiki/Quotation_mark#Unicode_code_point_table
const doubleQuotes = /[“”„‟«»″]/g
const singleQuotes = /[‘’‚‛′]/g
// U+0000 to U+001F and U+007F but tab and line breaks, which separate words; and the marks that only set direction.
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/
const invisibleOrText = new RegExp(String.raw`("(?:\\.|[^"\\])*"|“[^”]*”)|${invisible.source}`, 'gsu')

/**
 * Splits what a person typed into words as a shell would: quotes group, a backslash takes the next character literally
 * outside of single quotes. Smart quotes and the long dash that phones make of `--` are understood.
 */
export function tokenize(typed: string): Tokens {
  const { raw, asTyped } = withoutInvisible(typed)
  const input = raw.replace(doubleQuotes, '"').replace(singleQuotes, "'")
  const tokens: string[] = []
  const word = /\s*((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+)/suy
  while (word.lastIndex < input.trimEnd().length) {
    const start = word.lastIndex
    const payload = payloadAt(raw, start)
    const json = payload ?? (undash(tokens.at(-1) ?? '') === '--json' ? quotedAt(raw, start) : undefined)
    if (json !== undefined) {
      tokens.push(payload === undefined ? unquote(asTyped(json)) : asTyped(json))
      word.lastIndex = json.end
      continue
    }
    const match = word.exec(input)?.[1]
    if (match === undefined) return { ok: false, unclosed: input.slice(start).trim().charAt(0) }
    tokens.push(unquote(match))
  }
  return { ok: true, tokens: tokens.map(undash) }
}

/** What is seen of it, and a stretch of that as it was typed: texts in JSON keep what is invisible. */
function withoutInvisible(typed: string) {
  const seen = [...typed.split('').entries()].filter(([, character]) => !invisible.test(character))
  const asTyped = ({ from, end }: Stretch) => {
    const [first] = seen[from] ?? [typed.length]
    const [last] = seen[end - 1] ?? [typed.length]
    const stretch = typed.slice(first, last + 1).trimEnd()
    return stretch.replace(invisibleOrText, (_, text?: string) => text ?? '')
  }
  return { raw: seen.map(([, character]) => character).join(''), asTyped }
}

function unquote(word: string): string {
  return word.replace(/"(?:\\.|[^"\\])*"|'[^']*'|\\./gsu, (part) => {
    if (part.startsWith("'")) return part.slice(1, -1)
    const inside = part.startsWith('"') ? part.slice(1, -1) : part
    return inside.replace(/\\(.)/gsu, '$1')
  })
}

function undash(token: string): string {
  return token.replace(/^[—–](?=[a-z])/i, '--')
}

/** One word as a person would type it, so that it is read back as it was. */
export function quote(word: string): string {
  if (payloadAt(word, 0)?.text === word) return word
  return /^[^\s"'\\“”„‟«»″‘’‚‛′]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`
}
