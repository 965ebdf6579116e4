import type { DeserializeMiddleware, MetadataBearer } from '@smithy/types'
import { UndecodableBody } from './undecodable-body.ts'

/** To be put between the SDK and the answer. Of a page `<htm` would be the length of an event, and the SDK makes room. */
export function onlyEvents<Input extends object, Output extends MetadataBearer>(): DeserializeMiddleware<
  Input,
  Output
> {
  return (next) => async (args) => {
    const result = await next(args)
    if (isSomethingElse(result.response))
      throw Object.assign(new UndecodableBody('No stream of events'), { $metadata: { httpStatusCode: 200 } })
    return result
  }
}

function isSomethingElse(response: unknown): boolean {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return false
  const { headers } = response
  if (!('statusCode' in response) || response.statusCode !== 200) return false
  if (typeof headers !== 'object' || headers === null || !('content-type' in headers)) return true
  return !String(headers['content-type']).startsWith('application/vnd.amazon.eventstream')
}
