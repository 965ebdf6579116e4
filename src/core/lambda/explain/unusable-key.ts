import { key } from './refusals.ts'
import type { Explanation } from './rule.ts'

/**
 * Of AWS's code where Lambda could not decrypt a function's variables: what ails the key itself, so that no right mends
 * it. Invoke has codes of its own (KMSDisabledException); the configuration passes on those of KMS (DisabledException).
 */
export function explainUnusableKey(code: string): Explanation | undefined {
  const [, ails] = /^(?:KMS)?(Disabled|NotFound|InvalidState)(?:Exception)?$/.exec(code) ?? []
  return ails === undefined ? undefined : key({ code: `KMS${ails}`, message: '' })
}
