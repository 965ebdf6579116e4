import { z } from 'zod'
import type { FieldKind, FormField } from '../core/form.ts'
import { fieldName, fieldProblem, fieldTypes, labelOf, notAFieldName } from '../core/lambda/form-problem.ts'

const quoted = 'must be text: put it in quotation marks'
const choice = z.union(
  [
    z.string().transform((value) => ({ label: value, value })),
    z.strictObject({ label: z.string().min(1).max(75), value: z.string() }),
  ],
  'must be text (in quotation marks where it looks like something else), or a label with its value',
)

const settings = z.strictObject({
  name: z.string(quoted).regex(fieldName, notAFieldName),
  // Slack, "Input block": label and hint.
  label: z.string(quoted).min(1).max(150).optional(),
  hint: z.string(quoted).min(1).max(150).optional(),
  type: z.enum(fieldTypes, `must be one of ${fieldTypes.join(', ')}`),
  required: z.boolean('must be true or false').default(true),
  default: z.union([z.string(), z.number().transform(String)], 'must be text or a number').optional(),
  choices: z.array(choice, 'must be a list').optional(),
  min: z.number('must be a number').optional(),
  max: z.number('must be a number').optional(),
  decimals: z.boolean('must be true or false').optional(),
  longest: z.number('must be a number').optional(),
  long: z.boolean('must be true or false').optional(),
})

type Settings = z.infer<typeof settings>

const goesWith = { choices: 'choice', min: 'number', max: 'number', decimals: 'number', longest: 'text', long: 'text' }

export const field = settings
  .superRefine((given, context) => {
    for (const [key, type] of Object.entries(goesWith)) {
      if (!Object.hasOwn(given, key) || type === given.type) continue
      context.addIssue({ code: 'custom', path: [key], message: `goes with the type ${type} only` })
    }
  })
  .transform((given, context): FormField => {
    const made = toField(given)
    const wrong = fieldProblem(made)
    if (wrong === undefined) return made
    const limit = given.type === 'number' ? 'min' : 'longest'
    const key = { initial: 'default', limits: limit, choices: 'choices' }[wrong.about]
    context.addIssue({ code: 'custom', path: [key], message: key === 'min' ? 'is above max' : wrong.problem })
    return z.NEVER
  })

function toField(given: Settings): FormField {
  const { name, label = labelOf(name), hint, required, default: initial } = given
  return {
    name,
    label,
    isRequired: required,
    ...(hint === undefined ? {} : { hint }),
    ...(initial === undefined ? {} : { initial }),
    ...kindOf(given),
  }
}

function kindOf({ type, choices = [], min, max, decimals, longest, long }: Settings): FieldKind {
  if (type === 'choice') return { kind: type, choices }
  if (type === 'text')
    return { kind: type, ...(long === true ? { isLong: true } : {}), ...(longest === undefined ? {} : { longest }) }
  if (type !== 'number') return { kind: type }
  return {
    kind: type,
    isWhole: decimals !== true && [min, max].every((limit) => limit === undefined || Number.isInteger(limit)),
    ...(min === undefined ? {} : { least: min }),
    ...(max === undefined ? {} : { most: max }),
  }
}
