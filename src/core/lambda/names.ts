import type { Parsed } from '../parsed.ts'

// Each is looked for in every place, and more would not fit an answer.
const mostNames = 50
// Letters, digits, - and _, at most 64 of them (Lambda API, CreateFunction); ARNs as the API takes them; wildcards.
const namePattern = /^[\w*?-]{1,64}$/
const arnPattern = /^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:[\w$*?:-]{1,200}$/

/** Names, globs (`order-*`) or ARNs of functions, with commas between them or blanks. */
export function parseFunctionNames(words: readonly string[]): Parsed<string[]> {
  const names = words.flatMap((word) => word.split(',')).filter((name) => name !== '')
  const wrong = names.find((name) => !namePattern.test(name) && !arnPattern.test(name))
  const [, variable] = /^([A-Za-z_]\w{0,60})=/.exec(wrong ?? '') ?? []
  if (variable !== undefined) return { ok: false, message: `${variable}=… ${notAVariable}` }
  if (wrong !== undefined) return { ok: false, message: `${wrong} ${notAName(wrong)}` }
  if (names.length > mostNames)
    return {
      ok: false,
      message: `At most ${mostNames} functions at once; these are ${names.length}. A glob says it shorter.`,
    }
  return { ok: true, value: names }
}

// Its value is often a secret, and is not said again.
const notAVariable =
  'is not the name of a function. Values of its environment are typed into the form that /lambda env opens, never into a message.'

function notAName(word: string): string {
  if (word.toLowerCase().startsWith('tag:'))
    return 'is a tag: Lambda lists functions without their tags, so that only names can be looked for.'
  return 'is not the name of a function: those have letters, digits, - and _, at most 64 of them, with * and ? for any.'
}

export function isPattern(name: string): boolean {
  return /[*?]/.test(name)
}
