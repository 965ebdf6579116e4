import { z } from 'zod'
import { type Condition, isOperator } from './condition.ts'

/** A policy document with every "one or many" made many. */
export type Policy = { readonly statements: readonly Statement[] }

export type Statement = {
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  readonly actions: Patterns
  /** Nothing in a trust policy: there the resource is the role itself. */
  readonly resources: Patterns | undefined
  /** Only in a trust policy: ARNs, account ids or `*`. */
  readonly principals: readonly string[] | undefined
  readonly conditions: readonly Condition[]
}

/** `isInverted` for `NotAction` and `NotResource`. */
export type Patterns = { readonly isInverted: boolean; readonly patterns: readonly string[] }

const many = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value))
const conditionValue = z.union([z.string(), z.boolean(), z.number()]).transform(String)
const conditionValues = z
  .union([conditionValue, z.array(conditionValue)])
  .transform((value) => (typeof value === 'string' ? [value] : value))
const conditions = z
  .record(z.string().refine(isOperator), z.record(z.string(), conditionValues))
  .transform((operators) =>
    Object.entries(operators).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]): Condition => ({ operator, key, values })),
    ),
  )

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: many.optional(),
    NotAction: many.optional(),
    Resource: many.optional(),
    NotResource: many.optional(),
    Principal: z.union([z.literal('*').transform(() => ({ AWS: ['*'] })), z.record(z.string(), many)]).optional(),
    Condition: conditions.optional(),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined))
  .refine(({ Resource, NotResource }) => Resource === undefined || NotResource === undefined)
  .transform(
    (read): Statement => ({
      sid: read.Sid,
      effect: read.Effect,
      actions: { isInverted: read.Action === undefined, patterns: read.Action ?? read.NotAction ?? [] },
      resources:
        read.Resource === undefined && read.NotResource === undefined
          ? undefined
          : { isInverted: read.Resource === undefined, patterns: read.Resource ?? read.NotResource ?? [] },
      principals: read.Principal?.['AWS'],
      conditions: read.Condition ?? [],
    }),
  )

const document = z
  .strictObject({
    Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
    Id: z.string().optional(),
    Statement: z.union([statement.transform((one) => [one]), z.array(statement).min(1)]),
  })
  .transform(({ Statement: statements }): Policy => ({ statements }))

/** Throws where it is not a policy that IAM would take, or uses an operator that is not simulated. */
export function parsePolicy(value: unknown): Policy {
  return document.parse(value)
}
