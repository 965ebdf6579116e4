import { AwsError } from '../aws-error.ts'
import { isRecord } from '../is-record.ts'
import { readJson, writeJson } from './json.ts'
import type { Protocol } from './protocol.ts'
import { inputOf, outputOf } from './schema.ts'

/** AWS JSON: every operation is a POST to `/` that a header names (Smithy, "AWS JSON 1.0 and 1.1 protocols"). */
export function awsJsonProtocol(version: '1.0' | '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`
  return {
    format: 'json',
    nameOf: ({ headers }) => headers['x-amz-target']?.split('.').at(-1) ?? '',
    readInput(operation, { body }) {
      const schema = inputOf(operation)
      return schema.isUnitSchema() ? {} : (readJson(schema, parsed(body)) ?? {})
    },
    writeOutput(operation, output) {
      const schema = outputOf(operation)
      const body = JSON.stringify(schema.isUnitSchema() ? {} : writeJson(schema, output))
      return { status: 200, contentType, body }
    },
    writeError(error) {
      // CloudWatch spoke Query before, and says in a header what the code was called there.
      const side = error.status < 500 ? 'Sender' : 'Receiver'
      const headers = version === '1.0' ? { headers: { 'x-amzn-query-error': `${error.code};${side}` } } : {}
      const body = JSON.stringify({ __type: error.code, message: error.message, ...error.members })
      return { status: error.status, contentType, body, ...headers }
    },
  }
}

export function parsed(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(body.toString())
    if (isRecord(value)) return value
  } catch {
    // Answered below, as anything is that is no object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.')
}
