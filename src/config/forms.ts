import { z } from 'zod'
import type { Canonical } from '../core/canonical-json.ts'
import type { PayloadForm } from '../core/form.ts'
import { mostFields } from '../core/lambda/form-problem.ts'
import { isOnlySlot, namesIn } from '../core/lambda/template.ts'
import { nearest } from '../core/suggest.ts'
import { field } from './form-field.ts'
import { jsonValue } from './json-value.ts'

const form = z
  .strictObject({
    title: z.string().min(1).max(24),
    about: z.string().min(1).max(500).optional(),
    fields: z
      .array(field, 'must be a list of fields')
      .min(1, 'needs at least one field')
      .max(mostFields, `has more than ${mostFields} fields`),
    payload: jsonValue.optional(),
  })
  .superRefine(({ fields, payload }, context) => {
    const names = fields.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice !== undefined)
      context.addIssue({ code: 'custom', path: ['fields'], message: `has two fields of the name ${twice}` })
    if (typeof payload === 'string' && !isOnlySlot(payload))
      context.addIssue({
        code: 'custom',
        path: ['payload'],
        message: 'is text: write it as YAML, without | or quotation marks around it all',
      })
    if (payload !== undefined)
      addUnknownNames(payload, names, (path, message) => context.addIssue({ code: 'custom', path, message }))
  })
  .transform(
    ({ title, about, fields, payload }): PayloadForm => ({
      title,
      fields,
      ...(about === undefined ? {} : { about }),
      ...(payload === undefined ? {} : { template: payload }),
    }),
  )

type Add = (path: PropertyKey[], message: string) => void

function addUnknownNames(payload: Canonical, names: readonly string[], add: Add): void {
  const look = (part: unknown, path: readonly PropertyKey[]): void => {
    if (typeof part === 'object' && part !== null)
      for (const [key, each] of Object.entries(part)) look(each, [...path, Array.isArray(part) ? Number(key) : key])
    const unknown = typeof part === 'string' ? namesIn(part).find((name) => !names.includes(name)) : undefined
    if (unknown === undefined) return
    const [meant] = nearest(unknown, names, 1)
    const question = meant === undefined ? '' : `. Did you mean ${meant}?`
    add([...path], `has {{${unknown}}}, which is none of the fields${question}`)
  }
  look(payload, ['payload'])
}

/** The block `forms`: what a tag `windlass:form` and the block `functions` name. */
export const forms = z.record(z.string(), form).superRefine((all, context) => {
  const message = 'is not a form’s name: letters, digits, _ and -, a letter first'
  for (const name of Object.keys(all))
    if (!/^[A-Za-z][\w-]{0,59}$/.test(name)) context.addIssue({ code: 'custom', path: [name], message })
})
