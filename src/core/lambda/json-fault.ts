import { jsonToken, openString } from './json-tokens.ts'

type Wants = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma' | 'nothing'
type Stopped = { readonly at: number; readonly wants: Wants; readonly open: readonly string[] }

export type Fault = { readonly at: number; readonly sentence: string }

/** Where a text stops being JSON, and what helps; V8's own messages name no place for half of the mistakes. */
export function findFault(json: string): Fault | undefined {
  const stopped = readOn(json)
  if (stopped === undefined) return undefined
  return faultInString(json, stopped.at) ?? { at: stopped.at, sentence: sentenceOf(json.slice(stopped.at), stopped) }
}

function readOn(json: string): Stopped | undefined {
  const token = new RegExp(jsonToken, 'uy')
  const open: string[] = []
  let wants: Wants = 'value'
  for (;;) {
    const from = token.lastIndex
    const [, blanks = '', piece] = token.exec(json) ?? []
    const next: Wants | undefined = piece === undefined ? undefined : wantsAfter(piece, wants, open)
    if (next === undefined) {
      const at = piece === undefined ? from + json.slice(from).search(/[^ \t\n\r]|$/) : from + blanks.length
      return wants === 'nothing' && at === json.length ? undefined : { at, wants, open }
    }
    wants = next
  }
}

/** What may follow a piece; nothing where the piece itself may not be there. Keeps what is open. */
function wantsAfter(piece: string, wants: Wants, open: string[]): Wants | undefined {
  const isValue = wants === 'value' || wants === 'value or end'
  if (piece === ':') return wants === 'colon' ? 'value' : undefined
  if (piece === ',') return wants !== 'comma' ? undefined : open.at(-1) === '{' ? 'key' : 'value'
  if (piece === '{' || piece === '[') {
    if (!isValue) return undefined
    open.push(piece)
    return piece === '{' ? 'key or end' : 'value or end'
  }
  if (piece === '}' || piece === ']') {
    if (!(wants === 'comma' || wants.endsWith('end')) || piece !== closing(open)) return undefined
    open.pop()
    return open.length === 0 ? 'nothing' : 'comma'
  }
  if (wants === 'key' || wants === 'key or end') return piece.startsWith('"') ? 'colon' : undefined
  return isValue ? (open.length === 0 ? 'nothing' : 'comma') : undefined
}

function closing(open: readonly string[]): string | undefined {
  const last = open.at(-1)
  return last === undefined ? undefined : last === '{' ? '}' : ']'
}

function faultInString(json: string, start: number): Fault | undefined {
  if (json[start] !== '"') return undefined
  const [begun = ''] = new RegExp(openString, 'u').exec(json.slice(start)) ?? []
  const at = start + begun.length
  const next = json[at]
  if (next === '"') return undefined
  if (next === undefined) return { at: start, sentence: 'The text that begins here has no " at its end.' }
  if (next !== '\\') return { at, sentence: String.raw`A line break in a text is written \n, a tab \t.` }
  return { at, sentence: String.raw`A \ in a text is written \\.` }
}

function sentenceOf(rest: string, { wants, open }: Stopped): string {
  const [next = ''] = rest
  const close = closing(open)
  if (rest === '') return close === undefined ? 'A value is missing.' : `A ${close} is missing at the end.`
  if (wants === 'nothing') return 'The JSON has ended before this. Remove what comes after it.'
  if (/^['‘’“”„«»]/u.test(rest)) return 'Texts and names are put between double quotes: "…".'
  if (/^(?:\/[/*]|#)/.test(rest)) return 'JSON has no comments. Remove this one.'
  if (wants === 'value' && close === '}' && /^[,}\]]/.test(rest)) return 'A value is missing here.'
  if (next === ',' && wants !== 'colon') return 'There is a comma too many.'
  if (next === close && (wants === 'key' || wants === 'value')) return `The comma before the ${next} is one too many.`
  if (/^[}\]]/.test(rest) && close !== undefined && next !== close)
    return `A ${close} is missing here, before the ${next}.`
  return wanted(rest, wants)
}

function wanted(rest: string, wants: Wants): string {
  const [word = rest.slice(0, 1)] = /^[\w$-]{1,40}/.exec(rest) ?? []
  if (wants === 'colon') return 'A colon is missing after the name.'
  if (wants === 'comma')
    return /^[\w.]/.test(rest)
      ? 'A comma is missing here, or this is no number as JSON writes them (12, -3, 0.5).'
      : 'A comma is missing here.'
  if (wants === 'key' || wants === 'key or end')
    return /^[A-Za-z_$]/.test(word)
      ? `Names are put between double quotes: "${word}".`
      : 'A name between double quotes is missing here.'
  return `${word} is no value. There are true, false, null, numbers (12, -3, 0.5), and texts between double quotes.`
}
