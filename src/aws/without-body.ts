import { troubleOf } from './trouble.ts'
import { UndecodableBody } from './undecodable-body.ts'

/**
 * JSON.parse quotes what it could not read in its message, and the SDK keeps the whole body beside it. Bodies of these
 * services hold the values of environment variables and lines of logs, which must not get into Windlass's own log.
 */
export function withoutBody(error: unknown): unknown {
  if (troubleOf(error)?.kind !== 'undecodable' || error instanceof UndecodableBody) return error
  const named = error instanceof Error ? error.name : 'something that is no error'
  const metadata = error instanceof Error && '$metadata' in error ? { $metadata: error.$metadata } : {}
  return Object.assign(new UndecodableBody(`A body that cannot be read (${named})`), metadata)
}
