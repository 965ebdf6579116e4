import { z } from 'zod'
import { wholePattern } from '../core/reason.ts'

const longest = 200

/** A regular expression that an administrator wrote and that people's words are put to. */
export const pattern = z
  .string()
  .min(1)
  .max(longest, `is longer than ${longest} characters`)
  .superRefine((text, context) => {
    if (!isRegularExpression(text)) context.addIssue({ code: 'custom', message: 'is not a regular expression' })
    else if (mayTakeForEver(text))
      context.addIssue({
        code: 'custom',
        message: 'repeats a group that has repetitions or alternatives in it, or refers back: that can take for ever',
      })
  })

function isRegularExpression(text: string): boolean {
  try {
    wholePattern(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

// What is one of its own: an escape, a class, how often, an end of a group with how often, or a character.
const token =
  /\\[1-9k]|\((?:\?(?::|=|!|<=|<!|<\w+>))?|\\.|\[(?:\\.|[^\]\\])*\]|\)(?:[*+]|\{\d+(?:,\d*)?\})|\{\d+,\d*\}|./gsu

/** Whether a text that almost fits may take exponential time. Refuses more than it must. */
function mayTakeForEver(text: string): boolean {
  // For each open group, whether there is more than one way through it.
  const open: boolean[] = [false]
  for (const [part] of text.matchAll(token)) {
    if (/^\\[1-9k]$/.test(part)) return true
    if (part.startsWith('(')) open.push(false)
    else if (part.startsWith(')')) {
      const isAmbiguous = open.pop() ?? false
      if (isAmbiguous && part.length > 1) return true
      if (isAmbiguous || part.length > 1) mark(open)
    } else if (/^[*+?|]$|^\{\d/.test(part)) mark(open)
  }
  return false
}

function mark(open: boolean[]): void {
  if (open.length > 0) open[open.length - 1] = true
}
