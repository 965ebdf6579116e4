import { NotRead } from './change-environment.ts'
import { errorName } from './names.ts'

/** Of an error only what it is called and AWS's numbers for it. */
export function withoutWords(error: unknown): unknown {
  const original = error instanceof NotRead ? error.cause : error
  if (!(original instanceof Error)) return undefined
  const metadata = '$metadata' in original ? { $metadata: original.$metadata } : {}
  const code = 'code' in original ? { code: original.code } : {}
  return Object.assign(new Error(`Its own words are not kept (${errorName(original)})`), metadata, code)
}
