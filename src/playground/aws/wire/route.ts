import type { StaticOperationSchema } from '@smithy/types'
import type { WireRequest } from '../signature.ts'

type Route = {
  readonly method: string
  /** Decoded, a label as its name. */
  readonly segments: readonly Segment[]
  /** What the query has to say for it to be this operation. */
  readonly query: URLSearchParams
  readonly status: number
}

type Segment = { readonly kind: 'fixed' | 'label' | 'rest'; readonly text: string }

const known = new WeakMap<StaticOperationSchema, Route>()

export function routeOf(operation: StaticOperationSchema): Route {
  const found = known.get(operation)
  if (found !== undefined) return found
  const traits: unknown = operation[3]
  const http: unknown = typeof traits === 'object' && traits !== null ? Reflect.get(traits, 'http') : undefined
  const [method, uri, status]: unknown[] = Array.isArray(http) ? http : []
  const [path = '', query = ''] = String(uri).split('?')
  const route = {
    method: String(method),
    segments: partsOf(path).map(segmentOf),
    query: new URLSearchParams(query),
    status: Number(status),
  }
  known.set(operation, route)
  return route
}

function segmentOf(text: string): Segment {
  const [, label, plus] = /^\{(\w+)(\+?)\}$/.exec(text) ?? []
  if (label === undefined) return { kind: 'fixed', text }
  return { kind: plus === '+' ? 'rest' : 'label', text: label }
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '')

const fixed = ({ segments, query }: Route): number =>
  segments.filter(({ kind }) => kind === 'fixed').length + query.size

/** The operation whose path fits; of several that which has most of it fixed. */
export function findRoute(request: WireRequest, operations: ReadonlyMap<string, StaticOperationSchema>) {
  const fitting = [...operations.values()].filter((operation) => fits(routeOf(operation), request))
  return fitting.toSorted((left, right) => fixed(routeOf(right)) - fixed(routeOf(left)))[0]
}

function fits({ method, segments, query }: Route, request: WireRequest): boolean {
  const parts = partsOf(request.path)
  const isOpen = segments.at(-1)?.kind === 'rest'
  return (
    method === request.method &&
    (isOpen ? parts.length >= segments.length : parts.length === segments.length) &&
    segments.every(({ kind, text }, index) => kind !== 'fixed' || text === parts[index]) &&
    [...query].every(([name, value]) => (request.query.get(name) ?? undefined) === value)
  )
}

export function labelsOf(operation: StaticOperationSchema, { path }: WireRequest): ReadonlyMap<string, string> {
  const parts = partsOf(path)
  return new Map(
    routeOf(operation).segments.flatMap(({ kind, text }, index) => {
      if (kind === 'fixed') return []
      const own = kind === 'rest' ? parts.slice(index).join('/') : (parts[index] ?? '')
      return [[text, decodeURIComponent(own)] as const]
    }),
  )
}
