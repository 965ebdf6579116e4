import { labelOf } from '../../core/lambda/form-problem.ts'
import { membersOf } from '../../core/lambda/json-tokens.ts'
import { scrub, wasTakenOut } from '../../core/scrub.ts'
import { bold, code, type Text, text } from '../../core/text.ts'

const mostShown = 300

/** What a function would be called with, for whoever confirms it: in one line, without what looks like a secret. */
export function payloadLines(payload: string): Text[] {
  const fields = fieldsIn(payload)
  if (fields !== undefined) return fields
  const line = scrub(inOneLine(payload))
  const shown = beginning(line, mostShown)
  const left = line.length - shown.length
  return [
    text`${bold('Payload:')} ${code(shown)}${left > 0 ? ` and ${left.toLocaleString('en')} more characters` : ''}`,
    ...(wasTakenOut(line) ? [takenOut] : []),
  ]
}

const mostFields = 10
const longestField = 200

/** A few plain values by their names, for who has filled in a form and knows no JSON; nothing where it is more than that. */
function fieldsIn(payload: string): Text[] | undefined {
  const members = isJsonObject(payload) ? membersOf(payload) : undefined
  if (members === undefined || members.size === 0 || members.size > mostFields || scrub(payload) !== payload)
    return undefined
  const fields = [...members].map(([name, json]) => ({
    name,
    value: json.startsWith('"') ? String(JSON.parse(json)) : json,
  }))
  if (fields.some(({ name, value }) => /^[{[]/.test(value) || name.length + value.length > longestField))
    return undefined
  return fields.map(({ name, value }) => text`${bold(`${labelOf(name)}:`)} ${value}`)
}

function isJsonObject(payload: string): boolean {
  try {
    JSON.parse(payload)
    return payload.trimStart().startsWith('{')
  } catch {
    return false
  }
}

function inOneLine(payload: string): string {
  try {
    // Numbers stay as they are written: only what stands between is taken out.
    JSON.parse(payload)
    return payload.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted?: string) => quoted ?? '')
  } catch {
    return payload.replace(/\s+/g, ' ').trim()
  }
}

export const takenOut: Text = [code('[redacted]'), ' stands for what looked like a secret.']

/** Never half a character. */
export function beginning(whole: string, most: number): string {
  const cut = whole.slice(0, most)
  return cut.isWellFormed() || !whole.isWellFormed() ? cut : cut.slice(0, -1)
}
