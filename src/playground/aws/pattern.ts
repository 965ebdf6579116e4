const compiled = new Map<string, RegExp>()
const mostCompiled = 1000

/** `*` and `?`; everything else is itself. How IAM compares actions, resources and `StringLike`. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === '*') return true
  if (!/[*?]/.test(pattern)) return pattern === text
  return remembered(pattern).test(text)
}

const part = (character: string): string =>
  character === '*' ? '.*' : character === '?' ? '.' : RegExp.escape(character)

function remembered(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  if (compiled.size >= mostCompiled) compiled.clear()
  const made = new RegExp(`^${pattern.replaceAll(/./gsu, part)}$`, 'su')
  compiled.set(pattern, made)
  return made
}
