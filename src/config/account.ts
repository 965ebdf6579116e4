import { z } from 'zod'
import type { Account } from '../core/place.ts'
import { judgeRegion } from '../core/regions.ts'

const roleArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'is not a role’s ARN, like arn:aws:iam::111122223333:role/WindlassRead',
  )
const accountId = z
  .string('must be text: write the twelve digits in quotation marks')
  .regex(/^\d{12}$/, 'must be the account’s twelve digits')
export const regionName = z.string().superRefine((name, context) => {
  const verdict = judgeRegion(name)
  if (verdict.isRegion) return
  const { meant } = verdict
  const message =
    meant === undefined ? 'is not a Region’s name, like eu-central-1' : `is not a Region. Did you mean ${meant}?`
  context.addIssue({ code: 'custom', message })
})

const accountKeys = z.strictObject({
  name: z.string().min(1).max(60),
  id: accountId,
  regions: z.array(regionName).min(1, 'needs at least one Region'),
  roles: z.strictObject(
    { read: roleArn, change: roleArn.optional() },
    'is missing: `read` is the ARN of the role that Windlass assumes to read',
  ),
  externalId: z.string().min(2).max(1224).optional(),
  environment: z.string().min(1).optional(),
})

const account = accountKeys
  .superRefine(({ id, roles }, context) => {
    for (const [name, arn] of Object.entries(roles)) {
      const owner = arn?.split(':')[4]
      if (owner === undefined || owner === id) continue
      context.addIssue({ code: 'custom', path: ['roles', name], message: `is a role of another account than ${id}` })
    }
  })
  .transform(({ name, id, regions, roles, externalId, environment }): Account => {
    const both = { read: roles.read, change: roles.change }
    return { name, id, regions: [...new Set(regions)], roles: both, externalId, environment }
  })

export const accounts = z
  .array(account)
  .min(1, 'needs at least one account')
  .refine(
    (all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length,
    'has two accounts of the same name',
  )
