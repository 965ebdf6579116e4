const compiled = new Map<string, RegExp>()
const mostCompiled = 1000

/** `*` and `?`; everything else is itself. How IAM compares actions, resources and `StringLike`. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === '*') return true
  if (!/[*?]/.test(pattern)) return pattern === text
  return remembered(pattern, () => pattern.replaceAll(/./gsu, part)).test(text)
}

/** As above with `\` before a character that is meant literally. How EC2 compares filter values (EC2 User Guide, "List and filter resources"). */
export function matchesFilterValue(pattern: string, text: string): boolean {
  if (!/[*?\\]/.test(pattern)) return pattern === text
  const source = (): string =>
    pattern.replaceAll(/\\(.)|([^\\])|\\$/gsu, (_, escaped?: string, plain?: string) =>
      escaped === undefined ? part(plain ?? '\\') : literal(escaped),
    )
  return remembered(`\\${pattern}`, source).test(text)
}

const part = (character: string): string => (character === '*' ? '.*' : character === '?' ? '.' : literal(character))
const literal = (text: string): string => RegExp.escape(text)

function remembered(key: string, source: () => string): RegExp {
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size >= mostCompiled) compiled.clear()
  const made = new RegExp(`^${source()}$`, 'su')
  compiled.set(key, made)
  return made
}
