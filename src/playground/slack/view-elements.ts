import { z } from 'zod'
import { id, limits, plain, staticSelect } from './block-limits.ts'

// What people fill in, as docs.slack.dev/reference/block-kit/block-elements and the types of @slack/types 3.2 state it.

/** plain_text_input: `max_length`. */
export const longestTyped = 3_000

const flag = z.boolean().optional()
const element = { action_id: id, placeholder: plain(limits.placeholder).optional(), focus_on_load: flag }

const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...element,
    multiline: flag,
    initial_value: z.string().max(longestTyped).optional(),
    min_length: z.int().min(0).max(longestTyped).optional(),
    max_length: z.int().min(1).max(longestTyped).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? longestTyped), {
    error: 'min_length must not be greater than max_length',
  })
  .refine((input) => (input.initial_value ?? '').length <= (input.max_length ?? longestTyped), {
    error: 'initial_value must not be longer than max_length',
  })

const number = z.string().regex(/^-?\d+(\.\d+)?$/, { error: 'must be a number as text' })

const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...element,
    is_decimal_allowed: z.boolean(),
    initial_value: number.optional(),
    min_value: number.optional(),
    max_value: number.optional(),
  })
  .refine((input) => Number(input.min_value ?? -Infinity) <= Number(input.max_value ?? Infinity), {
    error: 'min_value must not be greater than max_value',
  })

export const inputElement = z.discriminatedUnion('type', [
  textInput,
  numberInput,
  staticSelect,
  z.strictObject({ type: z.literal('datepicker'), ...element, initial_date: z.iso.date().optional() }),
  z.strictObject({ type: z.literal('users_select'), ...element, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('channels_select'), ...element, initial_channel: z.string().optional() }),
])
export type InputElement = z.infer<typeof inputElement>
