import { z } from 'zod'

// What people can press, as the app sent it. Unknown fields are dropped: the emulator has checked Slack's rules already.

const label = z.object({ text: z.string() })

const confirm = z.object({
  title: label,
  text: label,
  confirm: label,
  deny: label,
  style: z.enum(['primary', 'danger']).optional(),
})

const option = z.object({ text: label, value: z.string(), description: label.optional() })
const optionGroup = z.object({ label, options: z.array(option) })

const button = z.object({
  type: z.literal('button'),
  action_id: z.string(),
  text: label,
  style: z.enum(['primary', 'danger']).optional(),
  url: z.string().optional(),
  accessibility_label: z.string().optional(),
  confirm: confirm.optional(),
})

const staticSelect = z.object({
  type: z.literal('static_select'),
  action_id: z.string(),
  placeholder: label.optional(),
  options: z.array(option).optional(),
  option_groups: z.array(optionGroup).optional(),
  initial_option: option.optional(),
  confirm: confirm.optional(),
})

const externalSelect = z.object({
  type: z.literal('external_select'),
  action_id: z.string(),
  placeholder: label.optional(),
  initial_option: option.optional(),
  min_query_length: z.number().optional(),
  confirm: confirm.optional(),
})

const overflow = z.object({
  type: z.literal('overflow'),
  action_id: z.string(),
  options: z.array(option),
  confirm: confirm.optional(),
})

export const pressableSchema = z.discriminatedUnion('type', [button, staticSelect, externalSelect, overflow])

export type Confirmation = z.infer<typeof confirm>
export type SelectOption = z.infer<typeof option>
export type Button = z.infer<typeof button>
export type StaticSelect = z.infer<typeof staticSelect>
export type ExternalSelect = z.infer<typeof externalSelect>
export type Overflow = z.infer<typeof overflow>
