import type { NormalizedSchema } from '@smithy/core/schema'
import { keyOf, type Member, membersOf } from './schema.ts'

/** Where in an HTTP message a member stands (Smithy, "HTTP binding traits"). */
type Binding =
  | { readonly kind: 'label' | 'payload' | 'status' | 'body' }
  | { readonly kind: 'query' | 'header'; readonly name: string }

export type BoundMember = Member & { readonly binding: Binding }

const known = new WeakMap<object, readonly BoundMember[]>()

export function boundMembersOf(schema: NormalizedSchema): readonly BoundMember[] {
  const key = keyOf(schema)
  const found = known.get(key)
  if (found !== undefined) return found
  const members = membersOf(schema).map((member) => ({ ...member, binding: bindingOf(member.schema) }))
  known.set(key, members)
  return members
}

function bindingOf(schema: NormalizedSchema): Binding {
  const { httpLabel, httpQuery, httpHeader, httpPayload, httpResponseCode } = schema.getMergedTraits()
  if (httpLabel !== undefined) return { kind: 'label' }
  if (typeof httpQuery === 'string') return { kind: 'query', name: httpQuery }
  if (typeof httpHeader === 'string') return { kind: 'header', name: httpHeader.toLowerCase() }
  if (httpPayload !== undefined) return { kind: 'payload' }
  return { kind: httpResponseCode === undefined ? 'body' : 'status' }
}
