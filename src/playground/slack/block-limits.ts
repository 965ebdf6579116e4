import { z } from 'zod'
import { chartBlock } from './chart-limits.ts'

/** Block Kit's limits, as docs.slack.dev/reference/block-kit and the types of @slack/types 3.2 state them. */
export const limits = {
  blocks: 50,
  id: 255,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  headerText: 150,
  contextElements: 10,
  contextText: 3_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  options: 100,
  optionText: 75,
  // The types say 3,000, the reference pages 150: the smaller one is what holds everywhere.
  optionValue: 150,
  overflowOptions: 5,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  imageAlt: 2_000,
  markdownText: 12_000,
  tableRows: 100,
  tableCells: 20,
  tableCharacters: 10_000,
  richTextIndent: 8,
}

const text = (max: number) => z.string().min(1).max(max)
export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() })
const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])
export const id = z.string().max(limits.id).optional()
const style = z.enum(['primary', 'danger']).optional()

const confirm = z.strictObject({
  title: plain(limits.confirmTitle),
  text: anyText(limits.confirmText),
  confirm: plain(limits.confirmButton),
  deny: plain(limits.confirmButton),
  style,
})
export const option = z.strictObject({
  text: plain(limits.optionText),
  value: z.string().max(limits.optionValue).optional(),
  description: plain(limits.optionText).optional(),
  url: z.string().max(limits.url).optional(),
})
const optionGroup = z.strictObject({
  label: plain(limits.optionText),
  options: z.array(option).min(1).max(limits.options),
})
/** What an external select may be answered with. */
export const suggestedOptions = z.union([
  z.object({ options: z.array(option).max(limits.options) }),
  z.object({ option_groups: z.array(optionGroup).max(limits.options) }),
])
const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(limits.url),
  alt_text: text(limits.imageAlt),
})
const actionable = { action_id: id, confirm: confirm.optional() }
const select = {
  ...actionable,
  placeholder: plain(limits.placeholder).optional(),
  focus_on_load: z.boolean().optional(),
}

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plain(limits.buttonText),
  value: z.string().max(limits.buttonValue).optional(),
  url: z.string().max(limits.url).optional(),
  style,
  accessibility_label: z.string().max(limits.buttonText).optional(),
})
export const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...select,
    options: z.array(option).min(1).max(limits.options).optional(),
    option_groups: z.array(optionGroup).min(1).max(limits.options).optional(),
    initial_option: option.optional(),
  })
  .refine((element) => (element.options === undefined) !== (element.option_groups === undefined), {
    error: 'must define exactly one of options, option_groups',
  })
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...select,
  min_query_length: z.int().min(0).optional(),
  initial_option: option.optional(),
})
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  options: z.array(option).min(1).max(limits.overflowOptions),
})
export const interactiveElement = z.discriminatedUnion('type', [button, staticSelect, externalSelect, overflow])
export type InteractiveElement = z.infer<typeof interactiveElement>

const marks = z.enum(['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'unlink'])
const styled = { style: z.partialRecord(marks, z.boolean()).optional() }
const richText = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), ...styled }),
  z.strictObject({
    type: z.literal('link'),
    url: text(limits.url),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    ...styled,
  }),
  z.strictObject({ type: z.literal('user'), user_id: text(limits.id), ...styled }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: text(limits.id), ...styled }),
  z.strictObject({ type: z.literal('channel'), channel_id: text(limits.id), ...styled }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...styled }),
  z.strictObject({ type: z.literal('emoji'), name: text(limits.id), unicode: z.string().optional(), ...styled }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: text(limits.id),
    url: z.string().max(limits.url).optional(),
    fallback: z.string().optional(),
    ...styled,
  }),
])
const border = z.int().min(0).max(1).optional()
const richTextSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richText) })
const richTextBlock = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richTextSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(richTextSection),
          indent: z.int().min(0).max(limits.richTextIndent).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(richText),
          border,
          language: z.string().optional(),
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richText), border }),
      ]),
    )
    .min(1),
})
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richTextBlock,
])
const column = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
})

const section = {
  type: z.literal('section'),
  block_id: id,
  text: anyText(limits.sectionText).optional(),
  fields: z.array(anyText(limits.fieldText)).min(1).max(limits.fields).optional(),
  expand: z.boolean().optional(),
}
const saysSomething = (said: { text?: unknown; fields?: unknown }) =>
  said.text !== undefined || said.fields !== undefined
const nothingSaid = { error: 'missing required field: text' }

/** What can only be looked at, wherever blocks go. */
const still = [
  z.strictObject({
    type: z.literal('context'),
    block_id: id,
    elements: z
      .array(z.discriminatedUnion('type', [plain(limits.contextText), mrkdwn(limits.contextText), image]))
      .min(1)
      .max(limits.contextElements),
  }),
  z.strictObject({ type: z.literal('header'), block_id: id, text: plain(limits.headerText) }),
  z.strictObject({ type: z.literal('divider'), block_id: id }),
  richTextBlock,
] as const

/** Of a modal. Buttons and selects in modals come here with their first use. */
export const stillBlocks = [
  z.strictObject({ ...section, accessory: image.optional() }).refine(saysSomething, nothingSaid),
  ...still,
] as const

/** The blocks that the product sends; Slack knows more, they come here with their first use. */
const block = z.discriminatedUnion('type', [
  z
    .strictObject({
      ...section,
      accessory: z.discriminatedUnion('type', [button, staticSelect, externalSelect, overflow, image]).optional(),
    })
    .refine(saysSomething, nothingSaid),
  z.strictObject({
    type: z.literal('actions'),
    block_id: id,
    elements: z.array(interactiveElement).min(1).max(limits.actionsElements),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id: id, text: text(limits.markdownText) }),
  z.strictObject({
    type: z.literal('table'),
    block_id: id,
    rows: z.array(z.array(cell).min(1).max(limits.tableCells)).min(1).max(limits.tableRows),
    column_settings: z.array(column).max(limits.tableCells).optional(),
  }),
  chartBlock,
  ...still,
])

export const messageBlocks = z.array(block).max(limits.blocks)
export type MessageBlocks = z.infer<typeof messageBlocks>
