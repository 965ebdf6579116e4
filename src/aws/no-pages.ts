import type { DeserializeMiddleware, MetadataBearer } from '@smithy/types'
import { UndecodableBody } from './undecodable-body.ts'

/**
 * The SDK does not look into the answer of an operation that answers with nothing, like RebootInstances, so that the
 * page of a proxy would be a success.
 */
export function noPages<Input extends object, Output extends MetadataBearer>(): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const result = await next(args)
    if (isPage(result.response)) throw new UndecodableBody('A page where an answer should be')
    return result
  }
}

function isPage(response: unknown): boolean {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return false
  const { headers } = response
  if (typeof headers !== 'object' || headers === null || !('content-type' in headers)) return false
  return String(headers['content-type']).toLowerCase().includes('html')
}
