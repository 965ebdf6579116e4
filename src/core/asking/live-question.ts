/** What a question asks about that is there at this moment: one instance or function, by its name or id. */
export type LiveThing = { readonly name: string; readonly product: 'ec2' | 'lambda' }

const asking =
  /^(?:why|what|whats|what's|what’s|is|isn't|are|was|were|who|when|how|where|does|doesn't|did|has|can|warum|wieso|wer|wann|ist|pourquoi|qui|est-ce|por)\b/i

// Longer or over several lines, it is an error that was pasted.
const mostWords = 25
const instanceId = /^i-[0-9a-f]{8,17}$/i
const numbered = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*[-_]\d+$/i
const hyphened = /^[a-z]+(?:[-_][a-z]+)+$/
// Regions, encodings, architectures and the like: numbered, and nobody's name.
const technical =
  /^(?:[a-z]{2}(?:-[a-z]+)+-\d|(?:amazon-linux|utf|sha|ipv|http|tls|x86|ext|layer|tier|phase|exit|rhel|windows-server)-?\d+)$/i
// What comes before the name of a thing, while "on-demand" and "event-driven" stand elsewhere.
const pointing =
  /^(?:is|was|does|did|has|isn't|doesn't|can't|function|instance|lambda|stopped|started|terminated|rebooted|invoked)$/i
const joined =
  /^(?:on|cross|multi|auto|pre|non|self|pay|read|write|event|long|short|single|in|out|dry|up|to|by|per)[-_]/

/** `knows`: whether a word is one of ours, like user-data, and so no name. */
export function findLiveThing(question: string, knows: (word: string) => boolean): LiveThing | undefined {
  const typed = question.trim()
  const words = typed.split(/\s+/).map(withoutMarks)
  if (typed.includes('\n') || words.length > mostWords || !asking.test(typed) || namesError(typed)) return undefined
  // `What is shutting-down?` wants to know what the word means.
  const isMeaning = /^what(?:['’]?s| is| are)\b/i.test(typed)
  const name = words.find(
    (word, index) => isNumbered(word) || (!isMeaning && isName(word, words[index - 1] ?? '', knows)),
  )
  if (name === undefined) return undefined
  const isFunction = words.some((word) => /^(?:lambdas?|functions?|funktion|fonction|función)$/i.test(word))
  return { name, product: isFunction ? 'lambda' : 'ec2' }
}

/** An error code as AWS spells them, or an exception. */
export function namesError(text: string): boolean {
  return /\b[A-Z][a-z]+(?:[A-Z]+[a-z]+){2,}|\b[A-Z]\w*[a-z]\w*\.[A-Z]\w+|\b\w+(?:Exception|Error)\b|\bErrno\b/.test(
    text,
  )
}

function isNumbered(word: string): boolean {
  return instanceId.test(word) || (numbered.test(word) && !technical.test(word))
}

function isName(word: string, before: string, knows: (word: string) => boolean): boolean {
  return hyphened.test(word) && pointing.test(before) && !joined.test(word) && !knows(word)
}

function withoutMarks(word: string): string {
  return word.replace(/^[`"'“‘(]+/, '').replace(/(?:['’]s)?[`"'”’)?!.,;:]*$/, '')
}
