import { z } from 'zod'
import type { Preset } from '../core/form.ts'
import { readPayload } from '../core/lambda/payload.ts'
import type { FunctionRules } from '../core/lambda/rules.ts'
import { nearest } from '../core/suggest.ts'
import { jsonValue } from './json-value.ts'

// Slack, "Option object" and "Select menu element".
const longestLabel = 75
const mostPresets = 100

/** YAML as the JSON that it means; a text is JSON already, and stays as it was written. */
const presetPayload = jsonValue.transform((value, context): string => {
  if (typeof value !== 'string') return JSON.stringify(value)
  const read = readPayload(value)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: `is text that is read as JSON. ${read.message.replace(/\.$/, '')}` })
  return z.NEVER
})

const presets = z
  .record(z.string(), presetPayload)
  .superRefine((all, context) => {
    for (const label of Object.keys(all))
      if (label.trim() === '' || label.length > longestLabel)
        context.addIssue({ code: 'custom', path: [label], message: `is not a name of 1 to ${longestLabel} characters` })
    if (Object.keys(all).length > mostPresets)
      context.addIssue({ code: 'custom', message: `has more than ${mostPresets} presets` })
  })
  .transform((all): readonly Preset[] => Object.entries(all).map(([name, payload]) => ({ name, payload })))

const rule = z
  .strictObject({
    name: z.string().regex(/^[\w*?-]{1,64}$/, 'is not a function’s name or a glob, like order-*'),
    form: z.string().optional(),
    presets: presets.default([]),
  })
  .refine(({ form, presets: own }) => form !== undefined || own.length > 0, 'needs a form or presets')
  .transform(({ name, form, presets: own }) => ({ name, form, presets: own }))

/** The block `functions`. */
export const functions = z.array(rule, 'must be a list, each with a name and a form or presets')

/** A rule's form has to be one of the block `forms`. */
export function addUnknownForms({ forms, functions: rules }: FunctionRules, context: z.RefinementCtx): void {
  for (const [index, { form }] of rules.entries()) {
    if (form === undefined || Object.hasOwn(forms, form)) continue
    const [meant] = nearest(form, Object.keys(forms), 1)
    const message = `is none of the forms${meant === undefined ? '' : `. Did you mean ${meant}?`}`
    context.addIssue({ code: 'custom', path: ['functions', index, 'form'], message })
  }
}
