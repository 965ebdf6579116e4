import type { StaticOperationSchema } from '@smithy/types'
import type { AwsError } from '../aws-error.ts'
import type { WireRequest } from '../signature.ts'

export type Reply = {
  readonly status: number
  readonly contentType: string
  readonly body: string | Uint8Array
  /** In place of a body: each piece reaches the client as it comes, and a failure ends the connection. */
  readonly stream?: AsyncIterable<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
}

type Operations = ReadonlyMap<string, StaticOperationSchema>

/** The server's side of one wire protocol; the client's side is the SDK's. */
export type Protocol = {
  readonly format: 'xml' | 'json'
  /** The name of the operation that a request is for, as far as it says so. */
  nameOf(request: WireRequest, operations: Operations): string
  readInput(operation: StaticOperationSchema, request: WireRequest): unknown
  writeOutput(operation: StaticOperationSchema, output: object, requestId: string): Reply
  writeError(error: AwsError, requestId: string): Reply
}
