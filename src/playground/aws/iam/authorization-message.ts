import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Condition } from './condition.ts'
import type { AccessRequest, Verdict } from './evaluate.ts'
import type { Statement } from './policy.ts'

type Principal = { readonly id: string; readonly arn: string }

const items = <T>(list: readonly T[]): { items: readonly T[] } => ({ items: list })
const valued = (values: readonly string[]): { items: readonly { value: string }[] } =>
  items(values.map((value) => ({ value })))

/** What EC2 encodes into a denial and STS decodes (STS API Reference, DecodeAuthorizationMessage), as JSON. */
export function authorizationMessage(verdict: Verdict, request: AccessRequest, principal: Principal): string {
  const { action, resource, context } = request
  const conditions = [...context].map(([key, values]) => ({ key, values: valued(values) }))
  return JSON.stringify({
    allowed: false,
    explicitDeny: verdict.decision === 'explicitDeny',
    matchedStatements: items(verdict.matched.map((statement) => matched(statement, principal))),
    failures: items([]),
    context: { principal, action, resource, conditions: items(conditions) },
  })
}

function matched({ sid, effect, actions, resources, conditions }: Statement, { id }: Principal): object {
  return {
    statementId: sid ?? '',
    effect: effect === 'Deny' ? 'DENY' : 'ALLOW',
    principals: valued([id]),
    principalGroups: items([]),
    actions: valued(actions.patterns),
    resources: valued(resources?.patterns ?? []),
    conditions: items(
      conditions.map(({ operator, key, values }: Condition) => ({ operator, key, values: valued(values) })),
    ),
  }
}

export function encodeMessage(json: string): string {
  return deflateRawSync(json).toString('base64url')
}

/** Nothing where it is not a message that was made here. */
export function decodeMessage(encoded: string): string | undefined {
  try {
    const json = inflateRawSync(Buffer.from(encoded, 'base64url')).toString()
    JSON.parse(json)
    return json
  } catch {
    return undefined
  }
}
