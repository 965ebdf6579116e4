import type { NormalizedSchema } from '@smithy/core/schema'
import type { StaticOperationSchema } from '@smithy/types'
import { isRecord } from '../is-record.ts'
import type { WireRequest } from '../signature.ts'
import { eventStream, eventStreamType, isEventStream } from './event-stream.ts'
import { boundMembersOf } from './http-binding.ts'
import { readJson, writeJson } from './json.ts'
import { parsed } from './json-protocol.ts'
import type { Protocol, Reply } from './protocol.ts'
import { findRoute, labelsOf, routeOf } from './route.ts'
import { inputOf, outputOf } from './schema.ts'
import { readTimestamp, timestampFormat, writeTimestamp } from './timestamp.ts'

const contentType = 'application/json'

/** REST with JSON bodies: method and path say what is asked, members are in path, query, headers and body (Smithy, "AWS restJson1 protocol"). */
export const restJsonProtocol: Protocol = {
  format: 'json',
  nameOf: (request, operations) => findRoute(request, operations)?.[2] ?? '',
  readInput(operation, request) {
    const schema = inputOf(operation)
    return schema.isUnitSchema() ? {} : readBound(schema, operation, request)
  },
  writeOutput(operation, output) {
    const schema = outputOf(operation)
    return schema.isUnitSchema()
      ? { status: routeOf(operation).status, contentType, body: '' }
      : writeBound(schema, operation, output)
  },
  writeError({ code, message, status, members }) {
    const type = status < 500 ? 'User' : 'Service'
    const body = JSON.stringify({ Type: type, Message: message, message, ...members })
    return { status, contentType, body, headers: { 'x-amzn-errortype': code } }
  },
}

function readBound(schema: NormalizedSchema, operation: StaticOperationSchema, request: WireRequest): object {
  const labels = labelsOf(operation, request)
  const members = boundMembersOf(schema)
  const hasPayload = members.some(({ binding }) => binding.kind === 'payload')
  const body = hasPayload ? {} : parsed(request.body)
  const read = members.map(({ name, jsonName, schema: member, binding }) => {
    switch (binding.kind) {
      case 'label':
        return [name, scalar(member, labels.get(name))] as const
      case 'query':
        return [name, queried(member, request.query, binding.name)] as const
      case 'header':
        return [name, scalar(member, request.headers[binding.name])] as const
      case 'payload':
        return [name, payloadOf(member, request.body)] as const
      case 'body':
      case 'status':
        return [name, isRecord(body) ? readJson(member, body[jsonName]) : undefined] as const
      default:
        return binding satisfies never
    }
  })
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function payloadOf(member: NormalizedSchema, body: Buffer): unknown {
  if (member.isBlobSchema()) return body
  return body.length === 0 ? undefined : readJson(member, parsed(body))
}

function queried(member: NormalizedSchema, query: URLSearchParams, name: string): unknown {
  const element = member.isListSchema() ? member.getValueSchema() : undefined
  if (element === undefined) return scalar(member, query.get(name) ?? undefined)
  const values = query.getAll(name)
  return values.length === 0 ? undefined : values.map((value) => scalar(element, value))
}

function scalar(member: NormalizedSchema, text: string | undefined): unknown {
  if (text === undefined) return undefined
  if (member.isNumericSchema()) return Number(text)
  if (member.isBooleanSchema()) return text === 'true'
  return member.isTimestampSchema() ? readTimestamp(text) : text
}

function writeBound(schema: NormalizedSchema, operation: StaticOperationSchema, output: object): Reply {
  let { status } = routeOf(operation)
  let body: string | Uint8Array | undefined
  const headers: Record<string, string> = {}
  const rest: Record<string, unknown> = {}
  const own = isRecord(output) ? output : {}
  for (const { name, jsonName, schema: member, binding } of boundMembersOf(schema)) {
    const value = own[name]
    if (value === undefined || value === null) continue
    if (binding.kind === 'status') status = Number(value)
    else if (binding.kind === 'header') headers[binding.name] = headerText(member, value)
    else if (isEventStream(member, value))
      return { status, contentType: eventStreamType, body: '', stream: eventStream(member, value), headers }
    else if (binding.kind === 'payload')
      body = value instanceof Uint8Array ? value : JSON.stringify(writeJson(member, value))
    else rest[jsonName] = writeJson(member, value)
  }
  const isWithPayload = boundMembersOf(schema).some(({ binding }) => binding.kind === 'payload')
  return { status, contentType, body: body ?? (isWithPayload ? '' : JSON.stringify(rest)), headers }
}

function headerText(member: NormalizedSchema, value: unknown): string {
  if (member.isTimestampSchema()) return String(writeTimestamp(value, timestampFormat(member, 'http-date')))
  return String(value)
}
