type Path = readonly PropertyKey[]

/** The value at a path as a problem may show it; nothing for what is missing, not one line, or nobody else's to see. */
export function shownValue(raw: unknown, path: Path): string | undefined {
  if (path.at(-1) === 'externalId') return undefined
  const value = valueAt(raw, path)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  if (isSecretLike(value)) return 'a value that looks like a secret'
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
}

const longest = 80

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    raw,
  )
}

// Slack's tokens, AWS's key ids, private keys, passwords in addresses, and whatever is long and reads like nothing.
const secretForms = [
  /\bxox[a-z]-|\bxapp-/i,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/,
  /-----BEGIN/,
  /:\/\/[^/\s]*:[^/\s]*@/,
  /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{24,}$/,
  /hooks\.slack\.com/,
]

function isSecretLike(value: string): boolean {
  return secretForms.some((form) => form.test(value))
}
