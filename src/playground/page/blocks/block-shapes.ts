import { z } from 'zod'

// The blocks that the page lays out itself; what is in a text object is drawn by `BlockText`.

const textObject = z.object({
  type: z.enum(['mrkdwn', 'plain_text']),
  text: z.string(),
  emoji: z.boolean().optional(),
})

export const sectionSchema = z.object({
  text: textObject.optional(),
  fields: z.array(textObject).optional(),
  accessory: z.looseObject({ type: z.string() }).optional(),
})

export const headerSchema = z.object({ text: textObject })

export const actionsSchema = z.object({ block_id: z.string(), elements: z.array(z.looseObject({ type: z.string() })) })

export const contextSchema = z.object({
  elements: z.array(
    z.union([textObject, z.object({ type: z.literal('image'), image_url: z.string(), alt_text: z.string() })]),
  ),
})

const cell = z.discriminatedUnion('type', [
  z.object({ type: z.literal('raw_text'), text: z.string() }),
  z.object({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  z.looseObject({ type: z.literal('rich_text') }),
])

export const tableSchema = z.object({
  column_settings: z
    .array(
      z
        .object({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .optional(),
  rows: z.array(z.array(cell)),
})

export const chartSchema = z.object({
  title: z.string(),
  chart: z.object({
    type: z.enum(['line', 'bar']),
    series: z.array(z.object({ name: z.string(), data: z.array(z.object({ label: z.string(), value: z.number() })) })),
    axis_config: z.object({
      categories: z.array(z.string()),
      x_label: z.string().optional(),
      y_label: z.string().optional(),
    }),
  }),
})

export type Chart = z.infer<typeof chartSchema>['chart']
export type TextObject = z.infer<typeof textObject>
export type Cell = z.infer<typeof cell>
