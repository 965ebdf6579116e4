import type { Parsed } from '../parsed.ts'
import { scrub } from '../scrub.ts'
import { findFault } from './json-fault.ts'
import { findRepeated } from './json-tokens.ts'

const fence = /^(\s*```(?:json\b)?)([\s\S]*?)```\s*$/i
const ticks = /^(\s*`)([^`]+)`\s*$/
// So much is shown on both sides of the place of a mistake.
const aside = 20
const longestKey = 40

/** JSON as a person typed or pasted it, with all its digits; without a code fence, and with the quotes that phones make. */
export function readPayload(typed: string): Parsed<string> {
  const [, before = '', body = typed] = fence.exec(typed) ?? ticks.exec(typed) ?? []
  if (body.trim() === '') return { ok: false, message: 'There is no JSON. Write {} for an empty payload.' }
  const json = [body, ...straightened(body)].find(isJson)
  if (json !== undefined) {
    const repeated = findRepeated(json)
    if (repeated === undefined) return { ok: true, value: json.trim() }
    const { key, at } = repeated
    const name = JSON.stringify(key.slice(0, longestKey).toWellFormed())
    const message = `The same object has ${name} twice, again at ${placeIn(typed, before.length + at)}. Keep one of them. ${shown(json, at)}`
    return { ok: false, message }
  }
  // Straight quotes are as long as the others, so that the place is the same.
  const [straight = body] = straightened(body)
  const { at, sentence } = findFault(straight) ?? { at: 0, sentence: 'Check it with a JSON editor.' }
  return {
    ok: false,
    message: `This is not JSON at ${placeIn(typed, before.length + at)}: ${sentence} ${shown(body, at)}`,
  }
}

function placeIn(typed: string, at: number): string {
  const lines = typed.slice(0, at).split('\n')
  // Characters as people count them, and not the units of JavaScript's texts.
  return `line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}`
}

/**
 * Curly quotes as straight ones; where the single ones are no apostrophes, as double ones too. What web pages have for
 * blanks is a blank outside of texts.
 */
function straightened(text: string): string[] {
  const double = text.replace(/[“”„‟]/g, '"')
  const every = double.replace(/[«»″]/g, '"')
  const quoted = [double.replace(/[‘’‚‛′]/g, "'"), every.replace(/[‘’‚‛′]/g, "'"), every.replace(/[‘’‚‛′]/g, '"')]
  return quoted.map(withBlanks)
}

function withBlanks(json: string): string {
  return json.replace(/("[^"\\]*(?:\\.[^"\\]*)*"?)|\p{Zs}/gsu, (_, inQuotes?: string) => inQuotes ?? ' ')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** `… "a": 1,▸, "b" …` */
function shown(text: string, at: number): string {
  // A piece of a secret does not look like one any more.
  if (scrub(text) !== text) return ''
  const from = Math.max(0, at - aside)
  const [before, after] = [text.slice(from, at), text.slice(at, at + aside)].map((part) =>
    part.toWellFormed().replaceAll(/\s+/g, ' '),
  )
  return `${from > 0 ? '… ' : ''}${before?.trimStart()}▸${after?.trimEnd()}${at + aside < text.length ? ' …' : ''}`
}
