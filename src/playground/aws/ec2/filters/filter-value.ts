/** `*` and `?` that nobody made literal, and every other character as itself. */
type Sign = { readonly wild: boolean; readonly character: string }

/**
 * How EC2 compares filter values: `*` is any characters or none, `?` one character or none, and `\` makes the next one
 * literal (EC2 User Guide, "List and filter resources"). By how far one can have got in the text after each sign, since
 * a regular expression of many optional characters may take for ever.
 */
export function matchesFilterValue(pattern: string, text: string): boolean {
  if (!/[*?\\]/.test(pattern)) return pattern === text
  const characters = Array.from(text)
  let reached = new Set([0])
  for (const sign of signsOf(pattern)) reached = new Set([...reached].flatMap((from) => ends(sign, from, characters)))
  return reached.has(characters.length)
}

function ends({ wild, character }: Sign, from: number, characters: readonly string[]): number[] {
  if (!wild) return characters[from] === character ? [from + 1] : []
  const furthest = character === '*' ? characters.length : Math.min(from + 1, characters.length)
  return Array.from({ length: furthest - from + 1 }, (_, step) => from + step)
}

function signsOf(pattern: string): Sign[] {
  return [...pattern.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain = '']) =>
    escaped === undefined
      ? { wild: plain === '*' || plain === '?', character: plain }
      : { wild: false, character: escaped },
  )
}
