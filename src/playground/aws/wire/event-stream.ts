import { EventStreamCodec } from '@smithy/core/event-streams'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { MessageHeaders } from '@smithy/types'
import { AwsError } from '../aws-error.ts'
import { isRecord } from '../is-record.ts'
import { writeJson } from './json.ts'
import { membersOf } from './schema.ts'

export const eventStreamType = 'application/vnd.amazon.eventstream'

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()),
  (text) => Buffer.from(text),
)

export const isEventStream = (member: NormalizedSchema, value: unknown): value is AsyncIterable<object> =>
  member.isStreaming() && member.isStructSchema() && typeof value === 'object' && value !== null

/**
 * One frame for each event (Smithy, "Amazon Event Stream Specification"). An error of AWS is an exception in the stream;
 * whatever else is thrown breaks it off.
 */
export async function* eventStream(union: NormalizedSchema, events: AsyncIterable<object>) {
  try {
    for await (const event of events) {
      for (const member of membersOf(union)) {
        const value = isRecord(event) ? event[member.name] : undefined
        if (value !== undefined) yield frame(ofType('event', member.name), writeJson(member.schema, value))
      }
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const name = `${error.code.charAt(0).toLowerCase()}${error.code.slice(1)}`
    yield frame(ofType('exception', name), { message: error.message })
  }
}

function ofType(kind: 'event' | 'exception', name: string): MessageHeaders {
  return {
    [`:${kind}-type`]: { type: 'string', value: name },
    ':content-type': { type: 'string', value: 'application/json' },
    ':message-type': { type: 'string', value: kind },
  }
}

function frame(headers: MessageHeaders, body: unknown): Uint8Array {
  return codec.encode({ headers, body: Buffer.from(JSON.stringify(body)) })
}
