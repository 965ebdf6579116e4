import { z } from 'zod'
import type { ModelSettings } from '../core/model.ts'
import type { Account } from '../core/place.ts'
import { nearest } from '../core/suggest.ts'
import { regionName } from './account.ts'

const tokens = z.int('must be a whole number').min(1, 'must be at least 1').max(1_000_000_000, 'is too large')
const dollars = z.number('must be a number of US dollars').min(0, 'must not be negative').max(1_000_000, 'is too large')
const isText = 'must be text: put it in quotation marks'

/** The block `model`. */
export const model = z
  .strictObject({
    // Bedrock API reference, ConverseStream, modelId: an id or an ARN.
    id: z
      .string()
      .max(2048, 'is too long')
      .regex(/^[a-zA-Z0-9][\w.:/-]*$/, 'is not the id of a model, like eu.anthropic.claude-sonnet-4-5-20250929-v1:0'),
    account: z.string(isText),
    region: regionName,
    tokensPerDay: tokens.default(100_000),
    dollarsPerDay: dollars.gt(0, 'must be more than 0').optional(),
    prices: z.strictObject({ input: dollars, output: dollars }).optional(),
    guardrail: z
      .strictObject({
        id: z.string(isText).regex(/^[\w:/-]{1,2048}$/, 'is not the id of a guardrail, like gr4x1k2m3n5p'),
        version: z
          .union([z.string(), z.int().transform(String)])
          .refine((version) => /^(?:[1-9]\d{0,7}|DRAFT)$/.test(version), 'is not a version, like 1, nor DRAFT'),
      })
      .optional(),
  })
  .superRefine(({ dollarsPerDay, prices }, context) => {
    if (dollarsPerDay === undefined || prices !== undefined) return
    const message = 'needs prices: the US dollars for 1,000 tokens of input and of output'
    context.addIssue({ code: 'custom', path: ['dollarsPerDay'], message })
  })
  .transform(
    ({ dollarsPerDay, prices, guardrail, ...given }): ModelSettings => ({ ...given, dollarsPerDay, prices, guardrail }),
  )

type Given = { readonly accounts: readonly Account[]; readonly model?: ModelSettings | undefined }

/** The account that pays has to be one of `accounts`. */
export function addUnknownAccount({ accounts, model: given }: Given, context: z.RefinementCtx): void {
  const names = accounts.map(({ name }) => name)
  if (given === undefined || names.includes(given.account)) return
  const [meant] = nearest(given.account, names, 1)
  const message = `is none of the accounts${meant === undefined ? '' : `. Did you mean ${meant}?`}`
  context.addIssue({ code: 'custom', path: ['model', 'account'], message })
}
