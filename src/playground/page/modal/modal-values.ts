import { z } from 'zod'

const label = z.object({ text: z.string() })
const element = {
  action_id: z.string(),
  placeholder: label.optional(),
  focus_on_load: z.boolean().optional(),
}
const option = z.object({ text: label, value: z.string() })

const inputElement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('plain_text_input'),
    ...element,
    multiline: z.boolean().optional(),
    initial_value: z.string().optional(),
    max_length: z.number().optional(),
  }),
  z.object({ type: z.literal('number_input'), ...element, initial_value: z.string().optional() }),
  z.object({
    type: z.literal('static_select'),
    ...element,
    options: z.array(option).optional(),
    option_groups: z.array(z.object({ label, options: z.array(option) })).optional(),
    initial_option: option.optional(),
  }),
  z.object({ type: z.literal('datepicker'), ...element, initial_date: z.string().optional() }),
  z.object({ type: z.literal('users_select'), ...element, initial_user: z.string().optional() }),
  z.object({ type: z.literal('channels_select'), ...element, initial_channel: z.string().optional() }),
])
export type InputElement = z.infer<typeof inputElement>

export const inputSchema = z.object({
  block_id: z.string(),
  label,
  hint: label.optional(),
  optional: z.boolean().optional(),
  element: inputElement,
})
export type Input = z.infer<typeof inputSchema>

/** By block id and action id, as Slack keeps it: a view that changes keeps what was filled in where both stay. */
export type Typed = Record<string, Record<string, string>>

export function withTyped(typed: Typed, { block_id: blockId, element: of }: Input, text: string): Typed {
  return { ...typed, [blockId]: { ...typed[blockId], [of.action_id]: text } }
}

export function textIn(typed: Typed, { block_id: blockId, element: of }: Input): string {
  return typed[blockId]?.[of.action_id] ?? initialOf(of) ?? ''
}

function initialOf(of: InputElement): string | undefined {
  switch (of.type) {
    case 'plain_text_input':
    case 'number_input':
      return of.initial_value
    case 'static_select':
      return of.initial_option?.value
    case 'datepicker':
      return of.initial_date
    case 'users_select':
      return of.initial_user
    case 'channels_select':
      return of.initial_channel
  }
}

/** What a submission says of every input that is shown, and of nothing that once was. */
export function valuesOf(blocks: readonly Record<string, unknown>[], typed: Typed): Typed {
  return blocks
    .flatMap((block) => (block['type'] === 'input' ? inputSchema.safeParse(block) : []))
    .reduce<Typed>(
      (values, { data }) => (data === undefined ? values : withTyped(values, data, textIn(typed, data))),
      {},
    )
}
