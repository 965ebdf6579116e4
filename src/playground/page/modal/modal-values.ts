import { z } from 'zod'

const label = z.object({ text: z.string() })

export const inputSchema = z.object({
  block_id: z.string(),
  label,
  hint: label.optional(),
  optional: z.boolean().optional(),
  element: z.object({
    type: z.literal('plain_text_input'),
    action_id: z.string(),
    multiline: z.boolean().optional(),
    initial_value: z.string().optional(),
    max_length: z.number().optional(),
    placeholder: label.optional(),
    focus_on_load: z.boolean().optional(),
  }),
})
export type Input = z.infer<typeof inputSchema>

/** By block id and action id, as Slack keeps it: a view that changes keeps what was typed where both stay. */
export type Typed = Record<string, Record<string, string>>

export function withTyped(typed: Typed, { block_id: blockId, element }: Input, text: string): Typed {
  return { ...typed, [blockId]: { ...typed[blockId], [element.action_id]: text } }
}

export function textIn(typed: Typed, { block_id: blockId, element }: Input): string {
  return typed[blockId]?.[element.action_id] ?? element.initial_value ?? ''
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
